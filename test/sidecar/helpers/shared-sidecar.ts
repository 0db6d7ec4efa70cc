import { beforeAll } from 'vitest';
import { type FakeScript, fakePage } from './fake-page.ts';
import { type AtEnd, type RunningSidecar, runningSidecar } from './running-sidecar.ts';

export interface Shared {
  sidecar: RunningSidecar;
  page: Awaited<ReturnType<typeof fakePage>>;
}

/** One sidecar with a page for all tests of a file. The tests must leave no state behind. */
export function sharedSidecar(script: FakeScript = {}): Shared {
  const shared = {} as Shared;
  beforeAll(async () => {
    const undo: (() => Promise<void>)[] = [];
    const atEnd: AtEnd = (step) => undo.unshift(step);
    shared.sidecar = await runningSidecar({}, atEnd);
    shared.page = await fakePage(shared.sidecar, script, undefined, atEnd);
    return async () => {
      for (const step of undo) await step();
    };
  });
  return shared;
}
