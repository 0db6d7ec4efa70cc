import * as z from 'zod/mini';
import type { HipayRoute } from '../hipay/hipay-route.ts';
import type { OutboxEntry, PaymentWithNotifications } from '../hipay/outbox-entry.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import type { RefundStart } from '../records/refunds.ts';
import { type Settings, settings } from '../settings/settings.ts';

/**
 * The journal of payments. A resolved promise means that the record is on disk (strict durability) and survives a
 * crash. A rejected promise means that the caller must treat it as not written, and must not take the next step.
 */
export interface Journal {
  /** Keeps the links to refunds that a stored version of the record has (core/payment/refund-links.ts). */
  write(record: PaymentRecord): Promise<void>;
  /**
   * Writes the first record of a refund, and the sale's link to it, in the ONE transaction that reads the sale and its other
   * refunds and decides (`startRefund`). So of two refunds at once, the second one sees the first. Nothing is written if it
   * is refused.
   */
  writeRefund(record: PaymentRecord): Promise<RefundStart>;
  /** Writes the record and its notifications in ONE transaction, so that a paid sale always has its notifications. */
  writeWithNotifications(record: PaymentRecord, entries: readonly OutboxEntry[]): Promise<void>;
  /**
   * Joins copies of payments with the stored ones (core/records/ledger.ts) and writes what they add, in ONE transaction.
   * Resolves with the payments that were written. `at` is epoch ms.
   */
  join(copies: readonly PaymentWithNotifications[], at: number): Promise<PaymentWithNotifications[]>;
  find(paymentId: string): Promise<PaymentRecord | undefined>;
  /** Every payment of this order, oldest first. */
  ofOrder(orderId: string): Promise<PaymentRecord[]>;
  /** Records in state intended, sending or waiting: left by a crash, or under way now. */
  unfinished(): Promise<PaymentRecord[]>;
  /** Records in state unknown, oldest first. */
  unknown(): Promise<PaymentRecord[]>;
  /** Records with an alarm that has not been seen, oldest alarm first. */
  alarmed(): Promise<PaymentRecord[]>;
  /** Newest first, created at or after `from` (epoch ms). */
  since(from: number, limit: number): Promise<PaymentRecord[]>;
  /** One page of records, newest first. */
  page(wanted: PageWanted): Promise<PaymentRecord[]>;
  /** Ids of all records created at or after `from` (epoch ms), oldest first, for a reader that loads them in parts. */
  idsSince(from: number): Promise<string[]>;
  /** The records of these ids that exist, in the order of the ids. */
  findAll(paymentIds: readonly string[]): Promise<PaymentRecord[]>;
}

/** The notifications for HiPay. Only the journal adds entries, in the payment's own transaction. */
export interface Outbox {
  /** The first `limit` pending entries that are due at `now` (epoch ms), in delivery order (core/hipay/delivery-order.ts). */
  due(now: number, limit: number): Promise<OutboxEntry[]>;
  /** Earliest time at which a pending entry is due, epoch ms; undefined if no entry is pending. */
  nextDueAt(): Promise<number | undefined>;
  ofPayment(paymentId: string): Promise<OutboxEntry[]>;
  /** The entries of several payments, read together. */
  ofPayments(paymentIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Entries created at or after `from` (epoch ms), newest first. */
  since(from: number, limit: number): Promise<OutboxEntry[]>;
  /** Ids of all entries created at or after `from` (epoch ms), oldest first, for a reader that loads them in parts. */
  idsSince(from: number): Promise<string[]>;
  /** The entries of these ids that exist, in the order of the ids. */
  findAll(entryIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Pending and parked entries, oldest first. */
  undelivered(limit: number): Promise<OutboxEntry[]>;
  /** Makes pending entries due at `at` (epoch ms) whose last or next try is too far ahead (`isAhead`), in one transaction. */
  wakeAhead(at: number): Promise<void>;
  /** Entries that wait for a person, oldest first. */
  parked(limit: number): Promise<OutboxEntry[]>;
  /** `oldestAt`: when the oldest of them was created, epoch ms. */
  countUndelivered(): Promise<{ pending: number; parked: number; oldestAt?: number }>;
  update(entry: OutboxEntry): Promise<void>;
  /**
   * Makes pending entries that are scheduled at `until` or before due at `at` (both epoch ms). Those that HiPay answered
   * with Retry-After, or with a contradiction, keep their time (`keepsItsTime`).
   */
  wake(at: number, until: number): Promise<void>;
  /**
   * Makes pending entries due at `at` (epoch ms) if their last try failed on one of these routes (`wakeIfRestored`), in
   * one transaction. Resolves with their number.
   */
  wakeForRoutes(routes: readonly HipayRoute[], at: number): Promise<number>;
  /**
   * Makes the entries pending that are parked because HiPay refused this account (`accountName`), in one transaction. Each
   * keeps the time of its next try. Resolves with them.
   */
  releaseRefused(account: string): Promise<OutboxEntry[]>;
  /** Makes every undelivered entry pending and due at `at` (epoch ms) or before, in one transaction. */
  wakeAll(at: number): Promise<void>;
}

/** Stores the settings in this browser. Secrets are encrypted ("sealed") before they reach the disk. */
export interface SettingsStore {
  read(): Promise<Settings | undefined>;
  write(settings: Settings): Promise<void>;
}

/** The subject of an entry in the flight recorder. */
export const recordingKinds = [
  'about',
  'line',
  'sent',
  'received',
  'session',
  'payment',
  'notification',
  'settings',
] as const;
export type RecordingKind = (typeof recordingKinds)[number];

/** Records what happened, for support. It never fails and never delays the code that calls it. */
export interface Recorder {
  note(kind: RecordingKind, text: string): void;
  /** Removes these texts from every entry: passwords and keys. */
  hide(secrets: readonly string[]): void;
  /** All entries, oldest first, one JSON object per line. */
  export(): Promise<string>;
}

/** Stores the recording, so that it still exists after the program has ended. Its errors are ignored. */
export interface RecordingStore {
  append(lines: readonly string[]): Promise<void>;
  /** Oldest first. */
  read(): Promise<string[]>;
}

/** The settings as stored on disk; the secrets are encrypted in the separate field `sealed`. */
export const storedSettings = z.object({
  settings,
  sealed: z.object({ iv: z.instanceof(Uint8Array), bytes: z.instanceof(ArrayBuffer) }),
});
export type SealedSecrets = z.infer<typeof storedSettings>['sealed'];

/** The secrets in `sealed`, after decryption. */
export const settingsSecrets = z.object({ password: z.string(), hashKey: z.string() });

/** USB ids of a serial port, as the browser reports them. A port that is not USB has neither. */
export const serialPortIds = z.object({
  usbVendorId: z.optional(z.number()),
  usbProductId: z.optional(z.number()),
});
export type SerialPortIds = z.infer<typeof serialPortIds>;

/** Ids of a USB device. Not every device has a serial number. */
export const usbDeviceIds = z.object({
  vendorId: z.number(),
  productId: z.number(),
  serialNumber: z.optional(z.string()),
});
export type UsbDeviceIds = z.infer<typeof usbDeviceIds>;

/** Maximum rows of one page. Between two pages, payments and notifications can be written. */
export const maxPageRows = 250;

/**
 * The position of a payment in the list by time. It contains the id, because two payments can begin in the same
 * millisecond.
 */
export const pageMark = z.object({ createdAt: z.number(), paymentId: z.string() });

export type PageMark = z.infer<typeof pageMark>;

export const pageWanted = z.object({
  /** Created at or after this time, epoch ms. */
  from: z.number(),
  /** Created before this time, epoch ms. */
  to: z.number(),
  /** The last payment of the previous page; absent for the first page. */
  after: z.optional(pageMark),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(maxPageRows)), 100),
});

export type PageWanted = z.infer<typeof pageWanted>;
