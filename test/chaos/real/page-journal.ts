import type { Page } from 'playwright';
import { type OutboxEntry, outboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { type PaymentRecord, paymentRecord } from '../../../src/core/payment/payment-record.ts';

export interface PageJournal {
  readonly payments: readonly PaymentRecord[];
  readonly notifications: readonly OutboxEntry[];
}

/** Reads the browser's database directly, without our code. */
export async function readPageJournal(page: Page): Promise<PageJournal> {
  const [payments, notifications] = await page.evaluate(
    () =>
      new Promise<[unknown[], unknown[]]>((resolve, reject) => {
        const opening = indexedDB.open('hipay-ecr-connector');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const tx = opening.result.transaction(['payments', 'notifications']);
          const payments = tx.objectStore('payments').getAll();
          const notifications = tx.objectStore('notifications').getAll();
          tx.oncomplete = () => {
            opening.result.close();
            resolve([payments.result, notifications.result]);
          };
          tx.onerror = () => reject(tx.error);
        };
      }),
  );
  return {
    payments: payments.map((row) => paymentRecord.parse(row)),
    notifications: notifications.map((row) => outboxEntry.parse(row)),
  };
}
