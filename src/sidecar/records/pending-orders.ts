import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { orderId } from '../../core/payment/payment-request.ts';
import type { Log } from '../program/log.ts';

/** The orders that were handed to a page and have no answer yet, as the disk knows them. */
export interface PendingOrders {
  /** Before the page is asked. Resolves when it is on disk; a disk that fails is logged and stops no payment. */
  add(orderId: string, journal: string | undefined): Promise<void>;
  /** The page has answered: from here on its journal and the second copy know. */
  settle(orderId: string): void;
  /** Asked, perhaps by a start before this one, and never answered: nobody may say that nothing was sent. */
  isPending(orderId: string): boolean;
  /** Of an open order: the journal of the page that was asked, empty where nobody knows. Undefined: it is not open. */
  journalOf(orderId: string): string | undefined;
  /** Is any order open? */
  hasPending(): boolean;
  close(): Promise<void>;
}

/** Some thousand payments: then it begins anew, at a start that finds nothing open. */
const longEnough = 262_144;

const line = z.object({ orderId, open: z.boolean(), journal: z.optional(z.string()) });

/**
 * `asked.jsonl` in the sidecar's folder. A sidecar that is killed in the middle of a payment forgets that it had one, and
 * the second copy may not have heard of it yet: without this, its next start would tell a repeating till "not sent".
 */
export async function openPendingOrders(folder: string, log: Log): Promise<PendingOrders> {
  const path = join(folder, 'asked.jsonl');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const text = await readFile(path, 'utf8').catch(() => '');
  const openOrders = readPending(text);
  const file = await open(path, 'a', 0o600);
  // Never replaced by another file: a second sidecar with this folder would go on writing into the old one.
  if (openOrders.size === 0 && text.length > longEnough) await file.truncate();
  // A torn last line must not swallow the next one.
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
      return write(textOf({ orderId: id, open: true, journal }), true);
    },
    settle(id) {
      if (openOrders.delete(id)) void write(textOf({ orderId: id, open: false }), false);
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

const textOf = (asked: { orderId: string; open: boolean; journal?: string | undefined }): string =>
  `${JSON.stringify(asked)}\n`;

function readPending(text: string): Map<string, string> {
  const orders = new Map<string, string>();
  for (const each of text.split('\n')) {
    const read = parseLine(each);
    if (read?.open) orders.set(read.orderId, read.journal ?? '');
    else if (read) orders.delete(read.orderId);
  }
  return orders;
}

/** A line torn by a power cut is passed over. */
function parseLine(text: string): z.output<typeof line> | undefined {
  try {
    return text === '' ? undefined : line.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
