import { releaseForAccount, type TryAccount } from '../../core/hipay/entry-account.ts';
import type { Outbox } from '../../core/ports/storage.ts';

/** Maximum number of parked entries that are read after each change of the settings. */
const maxParked = 1000;

/** Makes the notifications pending again that were parked because the account was another one, if they may have this one. */
export async function releaseParkedForAccount(
  { outbox }: { readonly outbox: Pick<Outbox, 'parked' | 'update'> },
  account: TryAccount,
): Promise<void> {
  for (const entry of await outbox.parked(maxParked)) {
    const released = releaseForAccount(entry, account);
    if (released) await outbox.update(released);
  }
}
