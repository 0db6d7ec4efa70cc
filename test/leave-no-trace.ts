import { afterAll, expect } from 'vitest';

// Runs before each file of Node and end-to-end tests. Files share a process, so each file must restore its state.
const state = () => ({
  umask: process.umask(),
  folder: process.cwd(),
  environment: Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST'))),
  fetch: globalThis.fetch,
  setTimeout: globalThis.setTimeout,
});
// Several files define the same element in one process, but a registry accepts each name once. Node tests use no element.
Object.assign(globalThis, { customElements: { define() {}, get: () => undefined } });

const before = state();

afterAll(() => {
  const after = state();
  process.umask(before.umask);
  process.chdir(before.folder);
  Object.assign(globalThis, { fetch: before.fetch, setTimeout: before.setTimeout });
  for (const name of Object.keys(after.environment))
    if (!(name in before.environment)) delete process.env[name];
  Object.assign(process.env, before.environment);
  expect(after, 'this file of tests leaves the process changed').toEqual(before);
});
