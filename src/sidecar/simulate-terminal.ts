import { parseArgs } from 'node:util';
import { caisseApLanguage } from '../simulator/caisse-ap-twin/caisse-ap-language.ts';
import { twinOnPty } from '../simulator/node-links/pty-twin.ts';
import type { WireListener } from '../simulator/node-links/stream-twin.ts';
import { serveBareTwinOnTcp } from '../simulator/node-links/tcp-bare-twin.ts';
import { serveTwinOnTcp } from '../simulator/node-links/tcp-twin.ts';
import { type TwinScript, twinScript, twinScriptNames } from '../simulator/terminal-twin/twin-script.ts';

export const simulateUsage = `  hipay-ecr simulate terminal  a terminal that follows a script, for tills and tests
      --pty PATH             on a pseudo-terminal (needs the program socat)
      --tcp PORT             on a TCP port of this computer
      --language v2|v3       Concert V2 (default) or Caisse-AP V3: in frames on a pseudo-terminal, bare on TCP
      --script NAME          what it does (default accept; --script help lists them)
      --customer-ms N        how long its customer takes
      --wire                 prints every byte
`;

type Asked =
  | {
      readonly ok: true;
      readonly script: TwinScript;
      readonly language: string;
      readonly pty?: string;
      readonly tcp?: number;
      readonly wire: boolean;
    }
  | { readonly ok: false; readonly error: string };

function readArguments(args: readonly string[]): Asked {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      pty: { type: 'string' },
      tcp: { type: 'string' },
      script: { type: 'string', default: 'accept' },
      language: { type: 'string', default: 'v2' },
      'customer-ms': { type: 'string' },
      wire: { type: 'boolean', default: false },
    },
  });
  if (positionals.join() !== 'terminal')
    return { ok: false, error: 'say what to simulate: hipay-ecr simulate terminal' };
  const customerMs = values['customer-ms'];
  if (customerMs !== undefined && !/^\d{1,7}$/.test(customerMs))
    return { ok: false, error: '--customer-ms: expected milliseconds' };
  const script = twinScript(
    values.script,
    customerMs === undefined ? {} : { customerMs: Number(customerMs) },
  );
  if (!script) return { ok: false, error: `--script: expected one of ${twinScriptNames.join(', ')}` };
  const { pty, tcp, wire, language } = values;
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

function start({ script, language, pty, tcp = 0, wire }: Asked & { ok: true }) {
  const onWire = wire ? { onWire: printWire } : {};
  if (pty === undefined)
    return language === 'v3'
      ? serveBareTwinOnTcp(tcp, script, onWire.onWire)
      : serveTwinOnTcp(tcp, script, onWire);
  return twinOnPty(pty, script, { ...onWire, ...(language === 'v3' && { language: caisseApLanguage }) });
}

/** `hipay-ecr simulate terminal`: runs until it is interrupted. Resolves with the exit code. */
export async function simulateTerminal(args: readonly string[]): Promise<number> {
  try {
    const asked = readArguments(args);
    if (!asked.ok) throw new Error(asked.error);
    const running = await start(asked);
    const place = 'path' in running ? running.path : `127.0.0.1:${running.port}`;
    process.stdout.write(`simulated terminal on ${place}\n`);
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    await running.close();
    return 0;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}
