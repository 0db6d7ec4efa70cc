import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { allowedHostsOf } from '../access/host-check.ts';
import { findOwnSidecar } from '../access/owner-key.ts';
import { pairingFile } from '../access/pairing.ts';
import { describeNoAnswer, findRunningHome } from '../access/running-home.ts';
import { type Command, exitCode, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { silentLog } from '../program/log.ts';
import { hasDisplay, openBrowser } from '../system/find-browser.ts';
import { type OwnerCommandDeps, processDeps } from './status.ts';

const options = {
  pair: { help: 'with a fresh pairing link, good for one browser (by itself where none is paired yet)' },
  print: { help: 'print the address, open nothing' },
  config: { value: 'FILE', help: 'only if the running connector has this configuration file' },
  home: { value: 'DIR', help: 'the folder of the sidecar (default: that of the running one)' },
} as const;

/** `hipay-ecr open`: prints the address of the connector page, and opens it if there is a screen. */
export const open: Command = {
  summary: 'opens the page of the running connector',
  options,
  run: (args) =>
    openPage(args, processDeps, (url) => {
      if (hasDisplay(process.env)) openBrowser(url);
    }),
};

const linkAnswer = z.object({ link: z.string() });

export async function openPage(
  args: readonly string[],
  { screen, env, fetchUrl }: OwnerCommandDeps,
  browse: (url: string) => void,
): Promise<number> {
  const commandLine = readOptions(options, args);
  if (!commandLine.ok) return usageFault(screen, 'open', commandLine.error);
  const { config, home } = commandLine.values;
  const folder = await findRunningHome(home, env);
  const sidecar = await findOwnSidecar(folder, fetchUrl);
  // Calls the sidecar even if no link is needed, because without an answer there is no page to open.
  const versionReply = await sidecar?.call('GET', '/version');
  if (!sidecar || versionReply?.status !== 200) {
    screen.complain(`${(await describeNoAnswer(folder, 'open')).text}\n`);
    return exitCode.failed;
  }
  if (config !== undefined && sidecar.config !== resolve(config)) {
    const others = sidecar.config ?? 'no configuration file';
    screen.complain(`The connector of ${folder} runs with ${others}, not with ${resolve(config)}.\n`);
    return exitCode.failed;
  }
  const needsLink = commandLine.values.pair || (await pairingFile(folder, silentLog()).read()).length === 0;
  const newLink = needsLink
    ? linkAnswer.safeParse((await sidecar.call('POST', '/pairing-link'))?.body).data
    : undefined;
  if (needsLink && !newLink) {
    screen.complain(
      'The running connector gives no pairing link: it is of another version. Start it again.\n',
    );
    return exitCode.failed;
  }
  const url = newLink?.link ?? `${allowedHostsOf(sidecar.port).pageUrl}/`;
  screen.print(`${url}\n`);
  if (!commandLine.values.print) browse(url);
  return exitCode.ok;
}
