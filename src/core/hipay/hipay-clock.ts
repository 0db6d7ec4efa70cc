import * as z from 'zod/mini';
import type { GatewayReply, OrderVerdict } from './order-answer.ts';

/** The time that HiPay gave with an answer, and this computer's at that moment: epoch milliseconds. */
export const hipayClock = z.object({ theirs: z.int(), ours: z.number() });
export type HipayClock = z.infer<typeof hipayClock>;

/** Longer than any request takes; of less, nobody would see anything in the records. */
const toleranceMs = 300_000;
const minuteMs = 60_000;

const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const earliest = Date.UTC(2020, 0);
const latest = Date.UTC(2100, 0);

/** A `Date` header as epoch milliseconds; undefined where it is no date, or none of these times. */
export function readHttpDate(header: string | undefined): number | undefined {
  if (header === undefined || !imfFixdate.test(header)) return undefined;
  const at = Date.parse(header);
  return at >= earliest && at < latest ? at : undefined;
}

/** What is recorded of HiPay's time with a try. A page that only looks like HiPay's (a portal, a proxy) tells no time. */
export function clockOfReply(
  reply: GatewayReply,
  verdict: OrderVerdict,
  ours: number,
): { readonly hipayClock?: HipayClock } {
  if (reply.kind !== 'answered' || verdict.kind === 'later') return {};
  const theirs = readHttpDate(reply.date);
  return theirs === undefined ? {} : { hipayClock: { theirs, ours } };
}

/** By how much this computer is fast (above zero) or slow, in whole minutes as milliseconds; 0 where that is harmless. */
export function clockOffMs({ theirs, ours }: HipayClock): number {
  const off = ours - theirs;
  return Math.abs(off) <= toleranceMs ? 0 : Math.round(off / minuteMs) * minuteMs;
}
