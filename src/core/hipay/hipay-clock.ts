import * as z from 'zod/mini';
import { storedObject } from '../stored-object.ts';
import type { GatewayReply } from './gateway-reply.ts';

/** The time in HiPay's answer and this computer's time at that moment, both epoch ms. */
export const hipayClock = storedObject({ theirs: z.int(), ours: z.number() });
export type HipayClock = z.infer<typeof hipayClock>;

/**
 * Differences up to this limit are ignored: a request may take this long, and so small a difference misleads no person.
 */
const toleranceMs = 300_000;
const minuteMs = 60_000;

const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const earliest = Date.UTC(2020, 0);
const latest = Date.UTC(2100, 0);

/** Reads a `Date` header into epoch ms; undefined if it is not a date, or not a date between 2020 and 2100. */
export function readHttpDate(header: string | undefined): number | undefined {
  if (header === undefined || !imfFixdate.test(header)) return undefined;
  const at = Date.parse(header);
  return at >= earliest && at < latest ? at : undefined;
}

/**
 * HiPay's time from the answer to a try; empty if the answer may come from another server (a captive portal, a proxy).
 * `ours`: epoch ms.
 */
export function clockOfReply(
  reply: GatewayReply,
  verdict: { readonly kind: string },
  ours: number,
): { readonly hipayClock?: HipayClock } {
  if (reply.kind !== 'answered' || verdict.kind === 'later') return {};
  const theirs = readHttpDate(reply.date);
  return theirs === undefined ? {} : { hipayClock: { theirs, ours } };
}

/**
 * How far this computer's clock is ahead (positive) or behind (negative), in ms rounded to whole minutes; 0 if
 * harmless.
 */
export function clockOffMs({ theirs, ours }: HipayClock): number {
  const off = ours - theirs;
  return Math.abs(off) <= toleranceMs ? 0 : Math.round(off / minuteMs) * minuteMs;
}
