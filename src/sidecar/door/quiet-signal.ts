import type { Duplex } from 'node:stream';

/** One a connection, for as many requests as it carries. */
const signals = new WeakMap<Duplex, AbortSignal>();

/**
 * Aborted once the caller sends no more: it has gone, or has ended its side and may still read. Nothing tells the two
 * apart until an answer is written, so whoever has not been served by then is not charged, and still gets an answer.
 */
export function quietSignal(line: Duplex): AbortSignal {
  const known = signals.get(line);
  if (known) return known;
  const quiet = new AbortController();
  const abort = () => quiet.abort();
  if (line.readableEnded || line.destroyed) abort();
  line.once('end', abort);
  line.once('close', abort);
  signals.set(line, quiet.signal);
  return quiet.signal;
}
