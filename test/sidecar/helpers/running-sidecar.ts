import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ShopConfig } from '../../../src/core/settings/config-file.ts';
import type { BrowserKey } from '../../../src/sidecar/access/browser-key.ts';
import type { Timeouts } from '../../../src/sidecar/payments/payment-limits.ts';
import { type Log, silentLog } from '../../../src/sidecar/program/log.ts';
import { defaultLimits, type Limits } from '../../../src/sidecar/server/listen.ts';
import { type LaunchPlan, planLaunch } from '../../../src/sidecar/start/launch-plan.ts';
import { type FirstSetupChoice, startSidecar } from '../../../src/sidecar/start/sidecar.ts';
import type { StartOptions } from '../../../src/sidecar/start/start-options.ts';
import type { Installation } from '../../../src/sidecar/updates/installation.ts';
import { expectDescribedAnswer } from '../../fakes/rest-answers.ts';

/** Registers a cleanup for the end of the test or of the file. */
export type AtEnd = (undo: () => Promise<void>) => void;

/** A folder that is removed after the test. */
export async function temporaryFolder(atEnd: AtEnd = onTestFinished): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hipay-ecr-'));
  // A file may still be written while the folder is removed.
  atEnd(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

export interface SidecarOptions {
  readonly options?: Partial<StartOptions>;
  readonly config?: ShopConfig;
  /** Overrides the plan that options and configuration give. */
  readonly plan?: Partial<LaunchPlan>;
  readonly timeouts?: Partial<Timeouts>;
  readonly limits?: Partial<Limits>;
  readonly homeFolder?: string;
  /** The file that `config` was read from. */
  readonly configuration?: string;
  readonly pageFolder?: string;
  /** The key of a program of another user that keeps the browser. */
  readonly browserKey?: BrowserKey;
  /** Lets the page write the first configuration. */
  readonly firstSetup?: FirstSetupChoice;
  /** How long the start waits for files that cannot be used, ms. */
  readonly fileWaitMs?: number;
  readonly onFailure?: (error: unknown) => void;
  readonly installation?: Installation;
  readonly log?: Log;
}

/** Timeouts: long if a test waits for an event, short if a test waits to see that no event comes. */
const timeouts: Timeouts = {
  pageReadyMs: 20_000,
  pageReturnMs: 20_000,
  recordsReturnMs: 300,
  browserMs: 20_000,
  reloadMs: 0,
  askAgainMs: 10,
  beginMs: 20_000,
  askMs: 20_000,
  overrunMs: 15_000,
  heartbeat: { everyMs: 2000, silentMs: 5000 },
  reconcile: { takeOverMs: 30_000, pauseMs: 10, callMs: 20_000, retryMs: 60_000 },
};

/** A complete sidecar on its own port; it is stopped after the test. */
export async function runningSidecar(options: SidecarOptions = {}, atEnd: AtEnd = onTestFinished) {
  const planning = planLaunch(
    { 'no-browser': true, port: 0, ...options.options },
    options.config,
    () => 'made-secret',
  );
  if (!planning.ok) throw new Error(planning.error);
  const plan = { ...planning.plan, ...options.plan };
  const sidecar = await startSidecar({
    plan,
    homeFolder: options.homeFolder ?? (await temporaryFolder(atEnd)),
    pageFolder: options.pageFolder ?? join(tmpdir(), 'no-such-page'),
    ...(options.browserKey && { browserKey: options.browserKey }),
    ...(options.configuration !== undefined && { configuration: options.configuration }),
    firstSetup: options.firstSetup,
    ...(options.fileWaitMs !== undefined && { fileWaitMs: options.fileWaitMs }),
    ...(options.onFailure && { onFailure: options.onFailure }),
    ...(options.installation && { installation: options.installation }),
    log: options.log ?? silentLog(),
    timeouts: { ...timeouts, ...options.timeouts },
    limits: { ...defaultLimits, ...options.limits },
  });
  atEnd(async () => {
    // Its files are closed before the folder is removed.
    if ((await sidecar.stop()).stopped) await sidecar.closed;
  });
  const basic = `Basic ${btoa(`${plan.till.user}:${plan.till.password}`)}`;
  return { ...sidecar, plan, url: `http://127.0.0.1:${sidecar.port}`, basic };
}

export type RunningSidecar = Awaited<ReturnType<typeof runningSidecar>>;

/** Sends a request with the till's credentials. Each answer must match the description of the REST interface. */
export async function asTill(
  sidecar: RunningSidecar,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const headers = { authorization: sidecar.basic, ...(init.headers as Record<string, string> | undefined) };
  const reply = await fetch(sidecar.url + path, { redirect: 'manual', ...init, headers });
  await expectDescribedAnswer(init.method ?? 'GET', path, reply);
  return reply;
}

export const postOrder = (sidecar: RunningSidecar, body: unknown): Promise<Response> =>
  asTill(sidecar, '/order', { method: 'POST', body: JSON.stringify(body) });
