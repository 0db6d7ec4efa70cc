import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { parseJsonAs } from '../../core/parse-json.ts';
import { orderId } from '../../core/payment/payment-request.ts';
import type { Log } from '../program/log.ts';

/** The orders that were sent to a page and have no answer yet. The list is also on disk. */
export interface PendingOrders {
  /** Adds an order before the page gets it. Resolves once it is on disk; a disk error is logged and stops no payment. */
  add(orderId: string, journal: string | undefined): Promise<void>;
  /** Removes an order: the page has answered, so its journal and the second copy have the payment. */
  settle(orderId: string): void;
  /** True if the order went to a page, perhaps before a restart, and got no answer. Then "nothing was sent" may be false. */
  isPending(orderId: string): boolean;
  /** Journal of the page that got a pending order; empty if it is not known. Undefined: the order is not pending. */
  journalOf(orderId: string): string | undefined;
  hasPending(): boolean;
  close(): Promise<void>;
}

/** Size from which a start without pending orders empties the file: some thousand payments. */
const maxIdleLength = 262_144;

const line = z.object({ orderId, open: z.boolean(), journal: z.optional(z.string()) });

/**
 * Opens `asked.jsonl` in the sidecar's folder. If the sidecar is killed during a payment, its memory is lost, and the second
 * copy may not have the payment yet. Without this file, the next start would answer "not sent" when the till repeats the
 * order.
 */
export async function openPendingOrders(folder: string, log: Log): Promise<PendingOrders> {
  const path = join(folder, 'asked.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const text = await readFile(path, 'utf8').catch(() => '');
  const openOrders = readPending(text);
  const file = await open(path, 'a', 0o600);
  // Empties the file instead of replacing it: a second sidecar with this folder would still write into the replaced file.
  if (openOrders.size === 0 && text.length > maxIdleLength) await file.truncate();
  // Ends a torn last line, so that the next line does not continue it.
  else if (text !== '' && !text.endsWith('\n')) await file.appendFile('\n');
  let queue: Promise<void> = Promise.resolve();
  const write = (text: string, flush: boolean) => {
    queue = queue
      .then(async () => {
        await file.appendFile(text);
        if (flush) await file.datasync();
      })
      .catch((error) => {
        log.error({ path, error: String(error) }, 'what was asked could not be written');
      });
    return queue;
  };
  return {
    add(id, journal) {
      openOrders.set(id, journal ?? '');
      return write(lineOf({ orderId: id, open: true, journal }), true);
    },
    settle(id) {
      if (openOrders.delete(id)) void write(lineOf({ orderId: id, open: false }), false);
    },
    isPending: (id) => openOrders.has(id),
    journalOf: (id) => openOrders.get(id),
    hasPending: () => openOrders.size > 0,
    async close() {
      await queue;
      await file.close();
    },
  };
}

const lineOf = (entry: { orderId: string; open: boolean; journal?: string | undefined }): string =>
  `${JSON.stringify(entry)}\n`;

function readPending(text: string): Map<string, string> {
  const orders = new Map<string, string>();
  for (const each of text.split('\n')) {
    const read = parseLine(each);
    if (read?.open) orders.set(read.orderId, read.journal ?? '');
    else if (read) orders.delete(read.orderId);
  }
  return orders;
}

/** Undefined if a power cut has torn the line. */
const parseLine = (text: string): z.output<typeof line> | undefined => parseJsonAs(line, text);
