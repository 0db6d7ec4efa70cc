import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ShopConfig } from '../../../src/core/settings/config-file.ts';
import type { Timeouts } from '../../../src/sidecar/payments/relay-answers.ts';
import { silentLog } from '../../../src/sidecar/program/log.ts';
import { defaultLimits, type Limits } from '../../../src/sidecar/server/listen.ts';
import { type LaunchPlan, planLaunch } from '../../../src/sidecar/start/launch-plan.ts';
import { startSidecar } from '../../../src/sidecar/start/sidecar.ts';
import type { StartOptions } from '../../../src/sidecar/start/start-options.ts';

/** Takes what is to be done when the test, or a whole file, is over. */
export type AtEnd = (undo: () => Promise<void>) => void;

/** A folder that is gone after the test. */
export async function temporaryFolder(atEnd: AtEnd = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hipay-ecr-'));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Wish {
  readonly options?: Partial<StartOptions>;
  readonly config?: ShopConfig;
  /** Over what options and configuration make of it. */
  readonly plan?: Partial<LaunchPlan>;
  readonly timeouts?: Partial<Timeouts>;
  readonly limits?: Partial<Limits>;
  readonly homeFolder?: string;
  /** The file that `config` was read from. */
  readonly configuration?: string;
  readonly pageFolder?: string;
}

/** Long where a test waits for something to happen, short where it waits for nothing to happen. */
const timeouts: Timeouts = {
  settleMs: 20_000,
  returnMs: 20_000,
  browserMs: 20_000,
  reloadMs: 0,
  askAgainMs: 10,
};

/** A whole sidecar on a port of its own, stopped after the test. */
export async function runningSidecar(wish: Wish = {}, atEnd: AtEnd = onTestFinished) {
  const planning = planLaunch(
    { 'no-browser': true, port: 0, ...wish.options },
    wish.config,
    () => 'made-secret',
  );
  if (!planning.ok) throw new Error(planning.error);
  const plan = { ...planning.plan, ...wish.plan };
  const sidecar = await startSidecar({
    plan,
    homeFolder: wish.homeFolder ?? (await temporaryFolder(atEnd)),
    pageFolder: wish.pageFolder ?? join(tmpdir(), 'no-such-page'),
    ...(wish.configuration !== undefined && { configuration: wish.configuration }),
    log: silentLog(),
    timeouts: { ...timeouts, ...wish.timeouts },
    limits: { ...defaultLimits, ...wish.limits },
  });
  atEnd(async () => {
    await sidecar.stop();
  });
  const basic = `Basic ${btoa(`${plan.till.user}:${plan.till.password}`)}`;
  return { ...sidecar, plan, url: `http://127.0.0.1:${sidecar.port}`, basic };
}

export type RunningSidecar = Awaited<ReturnType<typeof runningSidecar>>;

/** A request as a till sends it, with the till's credentials. */
export function asTill(sidecar: RunningSidecar, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { authorization: sidecar.basic, ...(init.headers as Record<string, string> | undefined) };
  return fetch(sidecar.url + path, { redirect: 'manual', ...init, headers });
}

export const postOrder = (sidecar: RunningSidecar, body: unknown): Promise<Response> =>
  asTill(sidecar, '/order', { method: 'POST', body: JSON.stringify(body) });
