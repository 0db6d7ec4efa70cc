import { parseArgs } from 'node:util';
import { z } from 'zod';
import { isLoopbackUrl } from '../../core/gateway/gateway-url.ts';

const startOptions = z.object({
  port: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .optional(),
  config: z.string().min(1).optional(),
  /** `all`: terminal and gateway; `gateway`: the real terminal. */
  simulate: z.enum(['all', 'gateway']).optional(),
  gateway: z.string().refine(isLoopbackUrl).optional(),
  home: z.string().min(1).optional(),
  'no-browser': z.boolean().default(false),
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
  home: 'the path of a folder',
  'no-browser': 'no value',
};

/** Reads what follows `hipay-ecr start`. */
export function readStartOptions(args: readonly string[]): CommandLine {
  // parseArgs knows no option with an optional value.
  const plain = args.map((arg) => (arg === '--simulate' ? '--simulate=all' : arg));
  try {
    const { values } = parseArgs({
      args: plain,
      options: {
        port: { type: 'string' },
        config: { type: 'string' },
        simulate: { type: 'string' },
        gateway: { type: 'string' },
        home: { type: 'string' },
        'no-browser': { type: 'boolean' },
      },
    });
    const read = startOptions.safeParse(values);
    if (read.success) return { ok: true, options: read.data };
    const name = String(read.error.issues[0]?.path[0]) as keyof StartOptions;
    return { ok: false, error: `--${name}: expected ${expected[name]}` };
  } catch (error) {
    return { ok: false, error: (error as Error).message };
  }
}
