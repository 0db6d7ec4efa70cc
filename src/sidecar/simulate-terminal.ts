import { parseArgs } from 'node:util';
import { twinOnPty } from '../simulator/node-links/pty-twin.ts';
import type { WireListener } from '../simulator/node-links/stream-twin.ts';
import { serveTwinOnTcp } from '../simulator/node-links/tcp-twin.ts';
import { type TwinScript, twinScript, twinScriptNames } from '../simulator/terminal-twin/twin-script.ts';

export const simulateUsage = `  hipay-ecr simulate terminal  a terminal that follows a script, for tills and tests
      --pty PATH             on a pseudo-terminal (needs the program socat)
      --tcp PORT             on a TCP port of this computer
      --script NAME          what it does (default accept; --script help lists them)
      --customer-ms N        how long its customer takes
      --wire                 prints every byte
`;

type Asked =
  | {
      readonly ok: true;
      readonly script: TwinScript;
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
  const { pty, tcp, wire } = values;
  if ((pty === undefined) === (tcp === undefined))
    return { ok: false, error: 'expected either --pty PATH or --tcp PORT' };
  if (tcp !== undefined && !(/^\d{1,5}$/.test(tcp) && Number(tcp) <= 65_535))
    return { ok: false, error: '--tcp: expected a port' };
  return {
    ok: true,
    script,
    wire,
    ...(pty !== undefined && { pty }),
    ...(tcp !== undefined && { tcp: Number(tcp) }),
  };
}

const printWire: WireListener = (speaker, bytes) => {
  process.stdout.write(`${speaker === 'till' ? '>' : '<'} ${Buffer.from(bytes).toString('hex')}\n`);
};

/** `hipay-ecr simulate terminal`: runs until it is interrupted. Resolves with the exit code. */
export async function simulateTerminal(args: readonly string[]): Promise<number> {
  try {
    const asked = readArguments(args);
    if (!asked.ok) throw new Error(asked.error);
    const options = asked.wire ? { onWire: printWire } : {};
    const running =
      asked.pty === undefined
        ? await serveTwinOnTcp(asked.tcp ?? 0, asked.script, options)
        : await twinOnPty(asked.pty, asked.script, options);
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
