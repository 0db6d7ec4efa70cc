import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';

let sidecar: RunningSidecar;
beforeAll(async () => {
  sidecar = await startSidecar({ args: ['--simulate'] });
});
afterAll(() => sidecar?.stop());

/** The size of both semi-spaces, MB. */
async function youngGeneration(): Promise<number> {
  const text = await sidecar.text('GET', '/metrics');
  return (
    Number(/^hipay_ecr_nodejs_heap_space_size_total_bytes\{space="new"\} (\d+)$/m.exec(text)?.[1]) / 2 ** 20
  );
}

it('the young generation of the heap stays small under many requests', async () => {
  for (let i = 0; i < 20; i++)
    await Promise.all(Array.from({ length: 100 }, () => sidecar.text('GET', '/openapi.json')));
  expect(await youngGeneration()).toBeLessThanOrEqual(2);
});
