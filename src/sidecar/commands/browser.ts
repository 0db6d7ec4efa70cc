import { resolve } from 'node:path';
import { defaultPort } from '../../core/settings/config-file.ts';
import { closedPortFault } from '../../core/settings/local-port.ts';
import { readBrowserKeyFile } from '../access/browser-key.ts';
import { allowedHostsOf } from '../access/host-check.ts';
import { type BrowserKeeper, keepBrowser } from '../browser/browser-keeper.ts';
import { anyBrowser, planBrowser } from '../browser/plan-browser.ts';
import { RemoteSidecar } from '../browser/remote-sidecar.ts';
import { type Command, exitCode, processScreen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';
import { foreignHome } from '../program/foreign-home.ts';
import { homeFolder } from '../program/home-folder.ts';
import { type Log, openLog, openLogFile } from '../program/log.ts';
import { browserKeyPlace } from '../system/browser-key-place.ts';
import { hasDisplay } from '../system/find-browser.ts';
import { findOpenFile } from '../system/open-secrets.ts';
import { makePrivateFolder } from '../system/private-folder.ts';
import { stopSignals } from '../system/signals.ts';
import { thisSystem } from '../system/systems.ts';

const options = {
  port: { value: 'N', help: `the port of the connector (default: ${defaultPort})` },
  key: { value: 'FILE', help: 'the pairing file, which only this user can read' },
  browser: {
    value: 'PATH',
    implicitValue: anyBrowser,
    help: 'which browser (default: Chrome, Edge or Chromium)',
  },
  headless: { help: 'for a computer without a screen' },
  'no-sandbox': { help: "without Chromium's sandbox (for root on Linux there is none anyway)" },
  log: { value: 'FILE', help: 'write the log there instead of stderr' },
  home: { value: 'DIR', help: "the folder of the browser's profile (default: this user's own)" },
} as const;

/** `hipay-ecr browser`: runs until it is stopped. */
export const browser: Command = {
  summary: 'keeps the browser with the page, for a connector that runs as another user',
  options,
  run: keepUntilStopped,
};

const { env } = process;

async function keepUntilStopped(args: readonly string[]): Promise<number> {
  const line = readOptions(options, args);
  if (!line.ok) return usageFault(processScreen, 'browser', line.error);
  const { headless = false, home, browser: program = anyBrowser } = line.values;
  const port = Number(line.values.port ?? defaultPort);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    return usageFault(processScreen, 'browser', '--port: expected a port from 1 to 65535');
  const portFault = closedPortFault('--port', port);
  if (portFault !== undefined) return usageFault(processScreen, 'browser', portFault);
  const path = line.values.key ?? browserKeyPlace[thisSystem];
  if (path === undefined) return usageFault(processScreen, 'browser', '--key: name the pairing file');
  const log = startLog(line.values.log);
  const fail = (reason: string): number => {
    log.error({ reason }, 'the browser is not kept');
    processScreen.complain(`${reason}\n`);
    return exitCode.failed;
  };
  const open = await findOpenFile(path);
  if (open?.isCertain) return fail(`Other users of this computer can read ${path}. Run: ${open.command}`);
  const reading = await readBrowserKeyFile(path);
  if (!reading.ok) return fail(reading.fault);
  if (!headless && !hasDisplay(env)) return fail('There is no screen yet. Without one: --headless.');
  const planned = planBrowser({ browser: program, headless, sandbox: !line.values['no-sandbox'] }, log);
  if (typeof planned === 'string') return fail(planned);
  const folder = homeFolder(home, env);
  const foreign = foreignHome(folder);
  if (foreign !== undefined) return fail(foreign);
  await makePrivateFolder(folder);

  let keeper: BrowserKeeper | undefined;
  const sidecar = new RemoteSidecar({
    key: reading.key,
    port,
    fetchUrl: fetch,
    now: Date.now,
    report: () => keeper?.report() ?? { state: 'starting', restarts: 0 },
  });
  keeper = keepBrowser({
    ...planned,
    folder,
    pageUrl: allowedHostsOf(port).pageUrl,
    invite: () => sidecar.invite(),
    countPages: () => sidecar.countPages(),
    log,
  });
  log.info({ port, home: folder, pid: process.pid }, 'the browser is kept');
  const polling = sidecar.pollUntilClosed();
  await waitForStop(log, keeper, sidecar);
  sidecar.close();
  await Promise.all([keeper.stop(), polling]);
  log.info('the browser has been ended');
  return exitCode.ok;
}

function startLog(path: string | undefined): Log {
  const level = env['HIPAY_ECR_LOG'] ?? 'info';
  return path === undefined
    ? openLog(level)
    : openLog(
        level,
        openLogFile(resolve(path), (text) => processScreen.complain(text)),
      );
}

/** Longest time for which a stop waits for a payment, ms. A payment takes up to 180 s. */
const longestPaymentMs = 190_000;
const lookEveryMs = 250;

/** Resolves once a signal has come and no payment runs. A second signal ends the program and its browser at once. */
async function waitForStop(log: Log, keeper: BrowserKeeper, sidecar: RemoteSidecar): Promise<void> {
  const stopped = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal, atOnce: stopped.signal.aborted }, 'a signal stops the keeper of the browser');
    if (stopped.signal.aborted) {
      keeper.endNow();
      process.exit(1);
    }
    stopped.abort();
  };
  for (const signal of stopSignals(false)) process.on(signal, stop);
  await new Promise<void>((done) => stopped.signal.addEventListener('abort', () => done()));
  for (let waited = 0; sidecar.isPaying() && waited < longestPaymentMs; waited += lookEveryMs)
    await new Promise((done) => setTimeout(done, lookEveryMs));
}
