import { twinOnPty } from '../../simulator/node-links/pty-twin.ts';
import type { WireListener } from '../../simulator/node-links/stream-twin.ts';
import { serveNetworkTwinOnTcp, serveTwinOnTcp } from '../../simulator/node-links/tcp-twin.ts';
import { caisseApLanguage } from '../../simulator/terminal/caisse-ap-language.ts';
import { type TwinScript, twinScript, twinScriptNames } from '../../simulator/terminal/twin-script.ts';
import { type Command, exitCode, processScreen, usageFault } from '../command-line/command.ts';
import { readOptions } from '../command-line/options.ts';

const options = {
  pty: { value: 'PATH', help: 'on a pseudo-terminal (needs the program socat)' },
  tcp: { value: 'PORT', help: 'on a TCP port of this computer' },
  language: {
    value: 'v2|v3',
    help: 'Concert V2 (default) or Caisse-AP V3: in frames on a pseudo-terminal, bare on TCP',
  },
  script: { value: 'NAME', help: 'what it does (default accept; --script help lists them)' },
  'customer-ms': { value: 'N', help: 'how long its customer takes' },
  wire: { help: 'prints every byte' },
} as const;

type SimulateReading =
  | {
      readonly ok: true;
      readonly script: TwinScript;
      readonly language: string;
      readonly pty?: string;
      readonly tcp?: number;
      readonly wire: boolean;
    }
  | { readonly ok: false; readonly error: string };

function readArguments(args: readonly string[]): SimulateReading {
  const commandLine = readOptions(options, args, 1);
  if (!commandLine.ok) return commandLine;
  const { values, operands } = commandLine;
  if (operands.join() !== 'terminal')
    return { ok: false, error: 'say what to simulate: hipay-ecr simulate terminal' };
  const customerMs = values['customer-ms'];
  if (customerMs !== undefined && !/^\d{1,7}$/.test(customerMs))
    return { ok: false, error: '--customer-ms: expected milliseconds' };
  const script = twinScript(
    values.script ?? 'accept',
    customerMs === undefined ? {} : { customerMs: Number(customerMs) },
  );
  if (!script) return { ok: false, error: `--script: expected one of ${twinScriptNames.join(', ')}` };
  const { pty, tcp, wire = false, language = 'v2' } = values;
  if (language !== 'v2' && language !== 'v3') return { ok: false, error: '--language: expected v2 or v3' };
  if ((pty === undefined) === (tcp === undefined))
    return { ok: false, error: 'expected either --pty PATH or --tcp PORT' };
  if (tcp !== undefined && !(/^\d{1,5}$/.test(tcp) && Number(tcp) <= 65_535))
    return { ok: false, error: '--tcp: expected a port' };
  return {
    ok: true,
    script,
    language,
    wire,
    ...(pty !== undefined && { pty }),
    ...(tcp !== undefined && { tcp: Number(tcp) }),
  };
}

const printWire: WireListener = (speaker, bytes) => {
  process.stdout.write(`${speaker === 'till' ? '>' : '<'} ${Buffer.from(bytes).toString('hex')}\n`);
};

function start({ script, language, pty, tcp = 0, wire }: SimulateReading & { ok: true }) {
  const onWire = wire ? { onWire: printWire } : {};
  if (pty === undefined)
    return language === 'v3'
      ? serveNetworkTwinOnTcp(tcp, script, onWire.onWire)
      : serveTwinOnTcp(tcp, script, onWire);
  return twinOnPty(pty, script, { ...onWire, ...(language === 'v3' && { language: caisseApLanguage }) });
}

/** `hipay-ecr simulate terminal`: runs until it is interrupted. */
export const simulateTerminal: Command = {
  summary: 'a terminal that follows a script, for tills and tests',
  operands: 'terminal',
  options,
  run: simulateUntilInterrupted,
};

async function simulateUntilInterrupted(args: readonly string[]): Promise<number> {
  const parsed = readArguments(args);
  if (!parsed.ok) return usageFault(processScreen, 'simulate', parsed.error);
  try {
    const terminal = await start(parsed);
    const place = 'path' in terminal ? terminal.path : `127.0.0.1:${terminal.port}`;
    processScreen.print(`simulated terminal on ${place}\n`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await terminal.close();
    return exitCode.ok;
  } catch (error) {
    processScreen.complain(`${(error as Error).message}\n`);
    return exitCode.failed;
  }
}
