import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runningSidecar, temporaryFolder } from '../helpers/running-sidecar.ts';

test('a start whose folder cannot be used fails, and leaves the port to others', async () => {
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address() as { port: number };
  free.close();
  await once(free, 'close');
  const homeFolder = join(await temporaryFolder(), 'a-file', 'home');
  await writeFile(join(homeFolder, '..'), '');
  await expect(runningSidecar({ homeFolder, options: { port } })).rejects.toThrow('ENOTDIR');
  const next = createServer().listen({ port, host: '127.0.0.1' });
  await once(next, 'listening');
  next.close();
});
