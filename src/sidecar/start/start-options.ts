import * as z from 'zod/mini';
import { isLoopbackUrl } from '../../core/settings/gateway-url.ts';
import { closedPortFault } from '../../core/settings/local-port.ts';
import { anyBrowser } from '../browser/plan-browser.ts';
import { type OptionTable, readOptions } from '../command-line/options.ts';

/** The options of `hipay-ecr start`. */
export const startOptionTable = {
  port: { value: 'N', help: 'listen on this port (default: local_port of the configuration, else 8080)' },
  config: {
    value: 'FILE',
    help: "a configuration file; HiPay's own config.yml as it is (default: config.yml in the home folder)",
  },
  simulate: {
    value: 'gateway',
    implicitValue: 'all',
    help: 'simulated terminal and simulated HiPay gateway; =gateway: the real terminal, simulated HiPay',
  },
  gateway: { value: 'URL', help: 'a test gateway on this computer' },
  'no-browser': { help: 'do not open the browser' },
  browser: {
    value: 'PATH',
    implicitValue: anyBrowser,
    help: 'start Chrome, Edge or Chromium with the page, and start it again whenever it ends',
  },
  headless: { help: 'with --browser: for a computer without a screen' },
  'no-sandbox': {
    help: "with --browser: without Chromium's sandbox (for root on Linux there is none anyway)",
  },
  'browser-key': {
    value: 'FILE',
    help: 'the pairing file of hipay-ecr browser, which another user runs (default: the credential browser_key of systemd)',
  },
  log: { value: 'FILE', help: 'write the log there instead of stderr: five files of 10 MB at the most' },
  'first-setup': { help: 'without a configuration file: the page begins with the guide that writes one' },
  home: { value: 'DIR', help: 'the folder of config.yml, pairing.json and records.jsonl' },
} as const satisfies OptionTable;

const startOptions = z.object({
  port: z.optional(
    z
      .pipe(z.string().check(z.regex(/^\d{1,5}$/)), z.transform(Number))
      .check(z.refine((port) => port <= 65_535)),
  ),
  config: z.optional(z.string().check(z.minLength(1))),
  /** `all`: simulated terminal and gateway; `gateway`: real terminal, simulated gateway. */
  simulate: z.optional(z.enum(['all', 'gateway'])),
  gateway: z.optional(z.string().check(z.refine(isLoopbackUrl))),
  log: z.optional(z.string().check(z.minLength(1))),
  home: z.optional(z.string().check(z.minLength(1))),
  'no-browser': z._default(z.boolean(), false),
  /** Path of the browser to start and keep running, or `any`. */
  browser: z.optional(z.string().check(z.minLength(1))),
  headless: z.optional(z.boolean()),
  'browser-key': z.optional(z.string().check(z.minLength(1))),
  'no-sandbox': z.optional(z.boolean()),
  'first-setup': z.optional(z.boolean()),
});
export type StartOptions = z.output<typeof startOptions>;

export type CommandLine =
  | { readonly ok: true; readonly options: StartOptions }
  | { readonly ok: false; readonly error: string };

const expected: Record<keyof StartOptions, string> = {
  port: 'a port from 0 to 65535',
  config: 'the path of a configuration file',
  simulate: '--simulate or --simulate=gateway',
  gateway: 'an address of this machine such as http://127.0.0.1:9000',
  log: 'the path of a file',
  home: 'the path of a folder',
  'first-setup': 'no value',
  'no-browser': 'no value',
  browser: '--browser or --browser=PATH',
  headless: 'no value',
  'browser-key': 'the path of a file',
  'no-sandbox': 'no value',
};

/** Reads the arguments of `hipay-ecr start`. */
export function readStartOptions(args: readonly string[]): CommandLine {
  const commandLine = readOptions(startOptionTable, args);
  if (!commandLine.ok) return commandLine;
  const read = startOptions.safeParse(commandLine.values);
  if (read.success) return checkCombination(read.data);
  const name = String(read.error.issues[0]?.path[0]) as keyof StartOptions;
  return { ok: false, error: `--${name}: expected ${expected[name]}` };
}

function checkCombination(options: StartOptions): CommandLine {
  const { browser, headless, 'no-sandbox': withoutSandbox, 'no-browser': noBrowser, port } = options;
  const portFault = port === undefined ? undefined : closedPortFault('--port', port);
  if (portFault !== undefined) return { ok: false, error: portFault };
  if (browser !== undefined && noBrowser)
    return { ok: false, error: '--browser and --no-browser contradict each other' };
  if (browser !== undefined && options['browser-key'] !== undefined)
    return {
      ok: false,
      error: '--browser and --browser-key contradict each other: one program keeps the browser',
    };
  if (browser === undefined && (headless || withoutSandbox)) {
    return { ok: false, error: `${headless ? '--headless' : '--no-sandbox'} goes with --browser` };
  }
  return { ok: true, options };
}
