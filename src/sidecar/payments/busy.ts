import type { RelayHub } from '../relay/relay-hub.ts';
import type { TillDesk } from './till-desk.ts';

/** Is anything under way that must not be cut off? A page that does not say so in time counts as busy. */
export async function isBusy(desk: TillDesk, hub: RelayHub, patienceMs: number): Promise<boolean> {
  if (desk.running() > 0) return true;
  const answers = hub.connectors().map(async (connector) => {
    try {
      return (await connector.readiness({})).busy;
    } catch {
      // It has left while it was asked.
      return false;
    }
  });
  const tooLate = new Promise<boolean[]>((resolve) => {
    setTimeout(() => resolve([true]), patienceMs).unref();
  });
  return (await Promise.race([Promise.all(answers), tooLate])).includes(true);
}
