import * as z from 'zod/mini';
import type { Way } from '../hipay/hipay-route.ts';
import type { OutboxEntry } from '../hipay/outbox-entry.ts';
import type { PaymentRecord } from '../payment/payment-record.ts';
import { type Settings, settings } from '../settings/settings.ts';

/**
 * The book of payments. A promise that resolves means: on disk (strict durability), and there after a crash.
 * One that rejects means: treat it as not written, and do not take the step that needed it.
 */
export interface Journal {
  write(record: PaymentRecord): Promise<void>;
  /** The record and its notifications in ONE transaction: a paid sale is never without them. */
  writeWithNotifications(record: PaymentRecord, entries: readonly OutboxEntry[]): Promise<void>;
  find(paymentId: string): Promise<PaymentRecord | undefined>;
  /** Every attempt at this order, oldest first. */
  ofOrder(orderId: string): Promise<PaymentRecord[]>;
  /** Records in state intended, sending or waiting: what a crash left behind, and what runs now. */
  unfinished(): Promise<PaymentRecord[]>;
  /** Records in state unknown, oldest first. */
  unknown(): Promise<PaymentRecord[]>;
  /** Records with an alarm that nobody has seen, oldest alarm first. */
  alarmed(): Promise<PaymentRecord[]>;
  /** Newest first, created at or after `from` (epoch milliseconds). */
  since(from: number, limit: number): Promise<PaymentRecord[]>;
  /** Newest first, a page at a time. */
  page(wanted: PageWanted): Promise<PaymentRecord[]>;
  /** The ids of all that were created at or after `from`, oldest first: for who reads them bit by bit. */
  idsSince(from: number): Promise<string[]>;
  /** Those that are there of these, in their order. */
  findAll(paymentIds: readonly string[]): Promise<PaymentRecord[]>;
}

/** The notifications HiPay has to get. Entries are added by the journal only, in the payment's own transaction. */
export interface Outbox {
  /** Pending entries whose time has come: the oldest of them, oldest first. */
  due(now: number, limit: number): Promise<OutboxEntry[]>;
  /** When the next pending entry is due, if any. */
  nextDueAt(): Promise<number | undefined>;
  ofPayment(paymentId: string): Promise<OutboxEntry[]>;
  /** Those of any of these payments, read together. */
  ofPayments(paymentIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Entries of payments created at or after `from` (epoch milliseconds), newest first. */
  since(from: number, limit: number): Promise<OutboxEntry[]>;
  /** The ids of all that were created at or after `from`, oldest first: for who reads them bit by bit. */
  idsSince(from: number): Promise<string[]>;
  /** Those that are there of these, in their order. */
  findAll(entryIds: readonly string[]): Promise<OutboxEntry[]>;
  /** Pending and parked, oldest first. */
  undelivered(limit: number): Promise<OutboxEntry[]>;
  /** Those that wait for a person, oldest first. */
  parked(limit: number): Promise<OutboxEntry[]>;
  countUndelivered(): Promise<{ pending: number; parked: number; oldestAt?: number }>;
  update(entry: OutboxEntry): Promise<void>;
  /** Pending entries that would sleep until `until` at the latest are due at `at` (epoch milliseconds). */
  wake(at: number, until: number): Promise<void>;
  /** Those that sleep for want of one of these ways are due at `at`, in one transaction (`wokenByReturn`). Resolves with how many. */
  wakeForWays(ways: readonly Way[], at: number): Promise<number>;
  /** Everything undelivered becomes pending and due at `at` (epoch milliseconds) or before, in one transaction. */
  wakeAll(at: number): Promise<void>;
}

/** Keeps the settings in this browser. Secrets are sealed before they reach the disk. */
export interface SettingsStore {
  read(): Promise<Settings | undefined>;
  write(settings: Settings): Promise<void>;
}

/** What an entry of the flight recorder is about. */
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

/** Keeps what happened for whoever has to find out why. Never in the way of what it watches: it cannot fail or wait. */
export interface Recorder {
  note(kind: RecordingKind, text: string): void;
  /** Texts that must never be kept, wherever they turn up: passwords and keys. */
  hide(secrets: readonly string[]): void;
  /** Everything kept, oldest first, one JSON object a line. */
  export(): Promise<string>;
}

/** Where a recording outlives the program. What it rejects with is ignored. */
export interface RecordingStore {
  append(lines: readonly string[]): Promise<void>;
  /** Oldest first. */
  read(): Promise<string[]>;
}

/** The settings as they lie on disk: secrets apart, and sealed. */
export const storedSettings = z.object({
  settings,
  sealed: z.object({ iv: z.instanceof(Uint8Array), bytes: z.instanceof(ArrayBuffer) }),
});
export type SealedSecrets = z.infer<typeof storedSettings>['sealed'];

/** What is sealed. */
export const settingsSecrets = z.object({ password: z.string(), hashKey: z.string() });

/** What a browser tells of a serial port. A port without USB ids has neither. */
export const serialPortIds = z.object({
  usbVendorId: z.optional(z.number()),
  usbProductId: z.optional(z.number()),
});
export type SerialPortIds = z.infer<typeof serialPortIds>;

/** What tells one USB device from another. Not every device has a serial number. */
export const usbDeviceIds = z.object({
  vendorId: z.number(),
  productId: z.number(),
  serialNumber: z.optional(z.string()),
});
export type UsbDeviceIds = z.infer<typeof usbDeviceIds>;

/** Read at a time: between two pages a payment or a notification gets its turn. */
export const longestPage = 250;

/** The place of one payment in the order of the journal's time: two can begin in the same millisecond. */
export const pageMark = z.object({ createdAt: z.number(), paymentId: z.string() });

export type PageMark = z.infer<typeof pageMark>;

export const pageWanted = z.object({
  /** Created at or after, epoch milliseconds. */
  from: z.number(),
  /** Created before. */
  to: z.number(),
  /** The last of the page before; absent for the newest. */
  after: z.optional(pageMark),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(longestPage)), 100),
});

export type PageWanted = z.infer<typeof pageWanted>;
