import * as z from 'zod/mini';
import { wholeNumber } from './config-values.ts';
import { inEnglish } from './english-remarks.ts';
import { asMessage, remark } from './remark.ts';

/**
 * The ports that no browser opens: the "bad ports" of the fetch standard. Node's `fetch` refuses them too, so neither the page
 * nor the commands of this program would reach a sidecar there.
 */
const closedPorts: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

/** Why this port cannot be chosen with an option; undefined if browsers open it. */
export const closedPortFault = (option: string, port: number): string | undefined =>
  closedPorts.has(port) ? inEnglish(remark('closed-port', option, { port: String(port) })) : undefined;

/** The port of the till's address. The till and the page must find it, so the system cannot choose it (0). */
export const localPort = wholeNumber(1, 65_535).check(
  z.refine((port) => !closedPorts.has(port), {
    error: ({ input }) => asMessage('closed-port', { port: String(input) }),
  }),
);
