import type { RecordCopy } from '../../core/connector-api/messages.ts';
import type { PaymentRecord } from '../../core/payment/payment-record.ts';
import { linkedRefunds } from '../../core/payment/refund-links.ts';
import { readStoredPayment } from '../../core/payment/stored-payment.ts';
import {
  digestOfHeads,
  type EntryHead,
  headOf,
  joinEntryHeads,
  joinHeads,
  type PaymentHead,
  reconciledMs,
} from '../../core/records/payment-digest.ts';
import type { LineHead } from './record-line.ts';

/** A payment that the second copy compares with the pages' journals. */
export interface SharedPayment {
  readonly paymentId: string;
  readonly orderId: string;
  /** Id of the journal in which it was taken; undefined for records of older programs. */
  readonly installation: string | undefined;
  readonly createdAt: number;
  readonly isUnderWay: boolean;
  readonly digest: string;
}

/** A payment that has no certain end. */
export type DoubtHead = Pick<SharedPayment, 'paymentId' | 'orderId' | 'installation' | 'isUnderWay'>;

/** What the second copy knows of all journals together. */
export interface RecordCounts {
  readonly pending: number;
  readonly parked: number;
  /** When the oldest undelivered notification was created, epoch ms. */
  readonly oldestAt?: number;
  readonly inDoubt: number;
}

/** How a copy has changed what is known of its payment. */
export interface DigestChange {
  /** Undefined: the payment was not known. */
  readonly before: string | undefined;
  readonly after: string;
}

interface KnownPayment {
  readonly orderId: string;
  readonly installation: string | undefined;
  readonly createdAt: number;
  readonly head: PaymentHead;
}

interface KnownEntry extends EntryHead {
  readonly entryId: string;
  readonly orderId: string;
  readonly createdAt: number;
}

interface Known {
  payment?: KnownPayment;
  /** Mostly one or two. A map for each payment would take more memory than all the rest. */
  entries: readonly KnownEntry[];
  /** Made when it is first needed. */
  digest?: string | undefined;
}

const none: readonly never[] = [];

/** Number of new payments after which the old and finished ones are forgotten. */
const forgetEvery = 5000;

/**
 * The heads of the payments that may still change: young, in doubt, or with an undelivered notification. It takes some
 * hundred bytes a payment.
 */
export class RecordHeads {
  readonly #known = new Map<string, Known>();
  /** See `#keptOnce`. */
  readonly #texts = new Map<string, string>();
  /** The sale of each refund. Only these links know a refund whose record is lost. Key: the refund's order number. */
  readonly #sales = new Map<string, string>();
  #untilForgetting = forgetEvery;

  /** @param now epoch ms */
  constructor(private readonly now: () => number) {}

  /** Notes a version of a record. False: it adds nothing. */
  note(line: LineHead | RecordCopy): boolean {
    if (line.kind === 'payment') return this.#notePayment(line.record as PaymentRecord);
    const { paymentId, entryId, orderId, createdAt } = line.entry;
    const known = this.#of(paymentId);
    const before = known.entries.find((entry) => entry.entryId === entryId);
    const noted = entryHeadOf(line.entry);
    const next = before ? joinEntryHeads(before, noted) : noted;
    if (before && before.state === next.state && before.attempts === next.attempts) return false;
    const { state, attempts } = next;
    const others = known.entries.filter((entry) => entry !== before);
    // Uses the string of the payment, so that memory has it only once.
    const ofPayment = known.payment?.orderId;
    const order = orderId === ofPayment ? ofPayment : orderId;
    known.entries = [
      ...others,
      { entryId: before?.entryId ?? entryId, state, attempts, orderId: order, createdAt },
    ];
    known.digest = undefined;
    return true;
  }

  /** Undefined if the payment is not known, or so old that it is not compared. */
  digest(paymentId: string): string | undefined {
    const known = this.#known.get(paymentId);
    return known?.payment && digestOfKnown(known, known.payment.head);
  }

  /** True if the last known state of this payment has no end. Undefined if it is not known, or old and finished. */
  isUnderWay(paymentId: string): boolean | undefined {
    return this.#known.get(paymentId)?.payment?.head.isUnderWay;
  }

  /** The sale whose record names this order number as a refund. */
  saleOf(refundOrderId: string): string | undefined {
    return this.#sales.get(refundOrderId);
  }

  /** True if a version of this payment, or of a notification of it, was noted and is not forgotten. */
  has(paymentId: string): boolean {
    return this.#known.has(paymentId);
  }

  /** The payments that may still change: in doubt, under way, or with a notification that is not delivered. */
  unfinished(): { readonly paymentId: string; readonly orderId: string }[] {
    return [...this.#known].flatMap(([paymentId, known]) => {
      const [entry] = known.entries;
      const orderId = known.payment?.orderId ?? entry?.orderId;
      return isFinished(known) || orderId === undefined ? [] : [{ paymentId, orderId }];
    });
  }

  /** The payments in doubt. A payment under way may be running now. */
  doubts(): DoubtHead[] {
    return [...this.#known].flatMap(([paymentId, { payment }]) => {
      if (!payment?.head.inDoubt) return [];
      const { orderId, installation, head } = payment;
      return [{ paymentId, orderId, installation, isUnderWay: head.isUnderWay }];
    });
  }

  /** The payments that are compared: first those that are in doubt or not notified, then the newest first. */
  shared(): SharedPayment[] {
    const from = this.now() - reconciledMs;
    const open: SharedPayment[] = [];
    const finished: SharedPayment[] = [];
    for (const [paymentId, known] of this.#known) {
      const { payment } = known;
      const list = isFinished(known) ? finished : open;
      if (!payment || (payment.createdAt < from && list === finished)) continue;
      const { orderId, installation, createdAt, head } = payment;
      const digest = digestOfKnown(known, head);
      list.push({ paymentId, orderId, installation, createdAt, isUnderWay: head.isUnderWay, digest });
    }
    return [...open, ...finished.toSorted((a, b) => b.createdAt - a.createdAt)];
  }

  /** @param runsAt true if the page with this journal is connected: its payments under way are not in doubt */
  counts(runsAt: (installation: string | undefined) => boolean): RecordCounts {
    const open: KnownEntry[] = [];
    let inDoubt = 0;
    for (const { payment, entries } of this.#known.values()) {
      for (const entry of entries) if (entry.state !== 'delivered') open.push(entry);
      if (!payment?.head.inDoubt) continue;
      if (!(payment.head.isUnderWay && runsAt(payment.installation))) inDoubt += 1;
    }
    const parked = open.filter(({ state }) => state === 'parked').length;
    const oldestAt = open.reduce((oldest, { createdAt }) => Math.min(oldest, createdAt), Infinity);
    const pending = open.length - parked;
    return { pending, parked, inDoubt, ...(open.length > 0 && { oldestAt }) };
  }

  #notePayment(record: PaymentRecord): boolean {
    const { paymentId, orderId, installation, createdAt } = record;
    for (const refund of linkedRefunds([record])) this.#sales.set(refund, orderId);
    const next = readHead(record);
    const known = this.#of(paymentId);
    const before = known.payment?.head;
    const head = before ? joinHeads(before, next) : next;
    if (before && isSameHead(head, before)) return false;
    known.digest = undefined;
    const earlier = known.payment;
    known.payment = {
      orderId: earlier?.orderId === orderId ? earlier.orderId : orderId,
      createdAt,
      installation: this.#keptOnce(installation ?? earlier?.installation),
      head: head.decisions.length === 0 ? { ...head, decisions: none } : head,
    };
    return true;
  }

  /** Returns the first string with this text. Each payment names its journal, and memory keeps the id only once. */
  #keptOnce(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const kept = this.#texts.get(text);
    if (kept === undefined) this.#texts.set(text, text);
    return kept ?? text;
  }

  #of(paymentId: string): Known {
    const found = this.#known.get(paymentId);
    if (found) return found;
    this.#untilForgetting -= 1;
    if (this.#untilForgetting <= 0) this.#forgetOld();
    const known: Known = { entries: none };
    this.#known.set(paymentId, known);
    return known;
  }

  #forgetOld(): void {
    this.#untilForgetting = forgetEvery;
    const from = this.now() - reconciledMs;
    for (const [paymentId, known] of this.#known)
      if ((known.payment?.createdAt ?? 0) < from && isFinished(known)) this.#known.delete(paymentId);
  }
}

const isFinished = ({ payment, entries }: Known): boolean =>
  payment?.head.inDoubt !== true && entries.every(({ state }) => state === 'delivered');

function digestOfKnown(known: Known, head: PaymentHead): string {
  known.digest ??= digestOfHeads(
    head,
    known.entries.map((entry) => [entry.entryId, entry] as const),
  );
  return known.digest;
}

const isSameHead = (a: PaymentHead, b: PaymentHead): boolean =>
  a.strength === b.strength &&
  a.updatedAt === b.updatedAt &&
  a.inDoubt === b.inDoubt &&
  a.answeredAt === b.answeredAt &&
  a.leave === b.leave &&
  a.alarmAt === b.alarmAt &&
  a.alarmSeenAt === b.alarmSeenAt &&
  a.isErased === b.isErased &&
  // Both lists only grow.
  a.decisions.length === b.decisions.length &&
  a.refunds.length === b.refunds.length;

/** A state that only a newer program knows counts as parked: it waits for a person. */
export const entryHeadOf = ({ state, attempts }: { state: string; attempts: number }): EntryHead => ({
  state: state === 'pending' || state === 'delivered' ? state : 'parked',
  attempts,
});

/** The head of a record whose fields were not all checked. A damaged record, or one of a newer program, is in doubt. */
export function readHead(record: PaymentRecord): PaymentHead {
  try {
    const head = headOf(record);
    if (Number.isFinite(head.strength)) return head;
  } catch {
    // The record is damaged: it is checked and read below.
  }
  const stored = readStoredPayment(record);
  if (stored) return headOf(stored);
  throw new Error('this is not a payment');
}

/** True if both are the same version of one record. */
export function isSameVersion(line: LineHead | RecordCopy, other: LineHead | RecordCopy): boolean {
  if (line.kind === 'payment' && other.kind === 'payment')
    return line.record.paymentId === other.record.paymentId && textOf(line) === textOf(other);
  if (line.kind !== 'notification' || other.kind !== 'notification') return false;
  return line.entry.entryId === other.entry.entryId && textOf(line) === textOf(other);
}

/** A text that is the same for equal versions of a record. */
const textOf = (line: LineHead | RecordCopy): string =>
  line.kind === 'payment'
    ? digestOfHeads(readHead(line.record as PaymentRecord), [])
    : JSON.stringify(entryHeadOf(line.entry));
