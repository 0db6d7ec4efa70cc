import type { CallResult } from '../core/relay/connector-api.ts';
import type { TerminalSeat } from './terminal-seat.ts';

/**
 * Gives the permission for the terminal back, with the device taken from the desk; the desk that comes after it shows
 * what is left. A payment keeps the terminal it began with.
 */
export async function forgetTerminal(
  seat: TerminalSeat,
  busy: () => boolean,
): Promise<CallResult<'forgetTerminal'>> {
  if (busy()) return { how: 'payment-running' };
  const how = await seat.lend(async () => (await seat.link.forget?.()) ?? 'nothing-granted');
  await seat.desk?.connect();
  return { how };
}
