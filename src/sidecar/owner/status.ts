import { type Command, exitCode, processScreen, type Screen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { doorsOf } from '../door/doors.ts';
import { homeFolder } from '../launch/home-folder.ts';
import { health, healthWords } from './health.ts';
import { ownSidecar } from './owner-call.ts';

const options = {
  home: { value: 'DIR', help: 'the folder of the sidecar (default: as for start)' },
  json: { help: 'as JSON' },
} as const;

export interface OwnerOutside {
  readonly screen: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly fetching: typeof fetch;
}

/** What the commands of the owner find around them. */
export const processOutside: OwnerOutside = { screen: processScreen, env: process.env, fetching: fetch };

/** `hipay-ecr status`: exit code 0 only where a payment could be taken now. */
export const status: Command = {
  summary: 'tells how the running connector is; exit code 0 only where it could take a payment now',
  options,
  run: (args) => showStatus(args, processOutside),
};

export async function showStatus(args: readonly string[], outside: OwnerOutside): Promise<number> {
  const { screen, env, fetching } = outside;
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(screen, 'status', line.error);
  const folder = homeFolder(line.values.home, env);
  const sidecar = await ownSidecar(folder, fetching);
  const reply = health.safeParse((await sidecar?.call('GET', '/health'))?.body).data;
  const home = sidecar && doorsOf(sidecar.port).home;
  if (line.values.json) {
    const told = reply ? { running: true, home, pid: sidecar?.pid, ...reply } : { running: false, folder };
    screen.print(`${JSON.stringify(told)}\n`);
  } else if (reply && home) screen.print(`${healthWords(reply, home).join('\n')}\n`);
  else screen.print(`${notRunning(folder)}\n`);
  return reply?.status === 'ready' ? exitCode.ok : exitCode.failed;
}

export const notRunning = (folder: string): string =>
  `Not running (no sidecar answers for ${folder}). Start it with hipay-ecr start.`;
