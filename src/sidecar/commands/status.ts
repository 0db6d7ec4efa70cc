import * as z from 'zod/mini';
import { allowedHostsOf } from '../access/host-check.ts';
import { findOwnSidecar } from '../access/owner-key.ts';
import { describeNoAnswer, findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import type { findOwnInstallation } from '../updates/installation.ts';
import { describeStarted } from '../updates/started-version.ts';

/** The fields of `GET /health` that the commands read. */
export const health = z.object({
  status: z.string(),
  version: z.string(),
  environment: z.string(),
  page: z.enum(['open', 'not-answering', 'not-open']),
  pageBuild: z.optional(z.object({ version: z.string() })),
  terminal: z.optional(z.string()),
  notifications: z.optional(z.object({ pending: z.number(), parked: z.number() })),
  paymentsInDoubt: z.optional(z.number()),
  simulated: z.optional(z.object({ terminal: z.boolean(), gateway: z.boolean() })),
  warnings: z.optional(z.array(z.string())),
  browser: z.optional(z.object({ state: z.string() })),
  update: z.optional(
    z.object({
      waiting: z.optional(z.string()),
      proving: z.optional(z.boolean()),
      failed: z.optional(z.object({ version: z.string(), why: z.string(), at: z.string() })),
    }),
  ),
});
export type Health = z.infer<typeof health>;

const pageWords = {
  open: 'open',
  'not-answering': 'open, but does not answer: reload it. A payment that it holds may have been charged',
  'not-open':
    'not open: run hipay-ecr open. If one is open, no page works: reload it, or close all its windows and open it again',
} as const;

/** How the page is. After an update or a rollback, the open page may still be of the other version. */
function describePage({ page, pageBuild, version }: Health): string {
  if (page !== 'open' || pageBuild === undefined || version.startsWith(`${pageBuild.version}-`))
    return pageWords[page];
  return `open, but still of version ${pageBuild.version}: reload it (F5) when no payment runs`;
}

function notificationWords(counts: Health['notifications']): string {
  if (!counts) return 'not known: open the page';
  return `${counts.pending} pending, ${counts.parked} parked${counts.parked ? ': see the page' : ''}`;
}

/** How an update stands: what waits, what is being proven, and why the last update failed. An alarm is one of the warnings. */
function updateWords({ version, update = {}, paymentsInDoubt = 0 }: Health): string[] {
  const { waiting, proving, failed } = update;
  const doubt = paymentsInDoubt > 0 ? ', up to 15 minutes after a payment that is in doubt' : '';
  return [
    waiting && `${waiting} waits until no payment runs${doubt}, or for its time`,
    proving &&
      `${version} is being proven: if it is not ready within five minutes, it goes back by itself, unless a payment has begun with it`,
    failed && `${failed.version} failed (${failed.at}): ${failed.why}`,
  ].filter((line) => typeof line === 'string');
}

/** Describes a sidecar's health in lines of text, with the remedy if something is missing. */
export function formatHealth(state: Health, home: string): string[] {
  const { notifications, paymentsInDoubt = 0, simulated, warnings = [] } = state;
  const parts = simulated
    ? Object.entries(simulated).flatMap(([name, isSimulated]) => (isSimulated ? [name] : []))
    : [];
  return [
    `${state.status === 'ready' ? 'Ready to take payments' : 'NOT ready to take payments'}: ${home}`,
    `version       ${state.version}, environment ${state.environment}`,
    `page          ${describePage(state)}`,
    ...(state.terminal ? [`terminal      ${state.terminal}`] : []),
    `notifications ${notificationWords(notifications)}`,
    ...(paymentsInDoubt > 0 ? [`in doubt      ${paymentsInDoubt}: check the tickets, see the page`] : []),
    ...updateWords(state).map((line) => `update        ${line}`),
    ...warnings.map((warning) => `warning       ${warning}`),
    ...(parts.length > 0 ? [`SIMULATED     ${parts.join(' and ')}`] : []),
  ];
}

const options = {
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
  json: { help: 'as JSON' },
} as const;

export interface OwnerCommandDeps {
  readonly screen: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly fetchUrl: typeof fetch;
  /** The installation of this program. Absent: the one in whose folder it is. */
  readonly findInstallation?: typeof findOwnInstallation;
}

/** The dependencies of the owner's commands outside tests. */
export const processDeps: OwnerCommandDeps = { screen: processScreen, env: process.env, fetchUrl: fetch };

/** `hipay-ecr status`: exit code 0 only if the connector could take a payment now. */
export const status: Command = {
  summary: 'tells how the running connector is; exit code 0 only where it could take a payment now',
  options,
  run: (args) => showStatus(args, processDeps),
};

export async function showStatus(args: readonly string[], deps: OwnerCommandDeps): Promise<number> {
  const { screen, env, fetchUrl, findInstallation } = deps;
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'status', commandLine.error);
  const folder = await findRunningHome(commandLine.values.home, env);
  const sidecar = await findOwnSidecar(folder, fetchUrl);
  const reply = health.safeParse((await sidecar?.call('GET', '/health'))?.body).data;
  const home = sidecar && allowedHostsOf(sidecar.port).pageUrl;
  if (commandLine.values.json) {
    const report = reply ? { running: true, home, pid: sidecar?.pid, ...reply } : { running: false, folder };
    screen.print(`${JSON.stringify(report)}\n`);
  } else if (reply && home) screen.print(`${formatHealth(reply, home).join('\n')}\n`);
  else {
    const started = await describeStarted(folder, findInstallation);
    screen.print(`${started ?? (await describeNoAnswer(folder, 'status')).text}\n`);
  }
  return reply?.status === 'ready' ? exitCode.ok : exitCode.failed;
}
