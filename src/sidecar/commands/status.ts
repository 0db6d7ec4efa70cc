import * as z from 'zod/mini';
import { allowedHostsOf } from '../access/host-check.ts';
import { findOwnSidecar } from '../access/owner-key.ts';
import { describeNoAnswer, findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';

/** The fields of `GET /health` that the commands read. */
export const health = z.object({
  status: z.string(),
  version: z.string(),
  environment: z.string(),
  page: z.enum(['open', 'not-answering', 'not-open']),
  terminal: z.optional(z.string()),
  notifications: z.optional(z.object({ pending: z.number(), parked: z.number() })),
  paymentsInDoubt: z.optional(z.number()),
  simulated: z.optional(z.object({ terminal: z.boolean(), gateway: z.boolean() })),
  warnings: z.optional(z.array(z.string())),
  browser: z.optional(z.object({ state: z.string() })),
});
export type Health = z.infer<typeof health>;

const pageWords = {
  open: 'open',
  'not-answering': 'open, but does not answer: reload it. A payment that it holds may have been charged',
  'not-open': 'not open: run hipay-ecr open',
} as const;

function notificationWords(counts: Health['notifications']): string {
  if (!counts) return 'not known: open the page';
  return `${counts.pending} pending, ${counts.parked} parked${counts.parked ? ': see the page' : ''}`;
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
    `page          ${pageWords[state.page]}`,
    ...(state.terminal ? [`terminal      ${state.terminal}`] : []),
    `notifications ${notificationWords(notifications)}`,
    ...(paymentsInDoubt > 0 ? [`in doubt      ${paymentsInDoubt}: check the tickets, see the page`] : []),
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
}

/** The dependencies of the owner's commands outside tests. */
export const processDeps: OwnerCommandDeps = { screen: processScreen, env: process.env, fetchUrl: fetch };

/** `hipay-ecr status`: exit code 0 only if a payment could be taken now. */
export const status: Command = {
  summary: 'tells how the running connector is; exit code 0 only where it could take a payment now',
  options,
  run: (args) => showStatus(args, processDeps),
};

export async function showStatus(args: readonly string[], deps: OwnerCommandDeps): Promise<number> {
  const { screen, env, fetchUrl } = deps;
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
  else screen.print(`${(await describeNoAnswer(folder, 'status')).text}\n`);
  return reply?.status === 'ready' ? exitCode.ok : exitCode.failed;
}
