import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { RequestEnv } from '../routes/rest.ts';

/** One signal for each connection, shared by all its requests. */
const signals = new WeakMap<Duplex, AbortSignal>();

/**
 * Returns a signal that aborts once the caller can send no more: the caller has disconnected, or has closed only its
 * sending side and may still read. The two cases look the same until an answer is written. So a waiting payment is then
 * not started, but is still answered.
 */
export function clientClosedSignal(socket: Duplex): AbortSignal {
  const existing = signals.get(socket);
  if (existing) return existing;
  const closed = new AbortController();
  const abort = () => closed.abort();
  if (socket.readableEnded || socket.destroyed) abort();
  socket.once('end', abort);
  socket.once('close', abort);
  signals.set(socket, closed.signal);
  return closed.signal;
}

/** Interval of the checks for a reset, after the caller has closed its sending side. */
export const resetCheckMs = 250;

/**
 * Watches whether the caller gets the answer of one request. Three cases differ:
 *
 * - A reset is noticed at once while the caller's sending side is open.
 * - After a half-close the system reports a reset only at a write. So we write zero bytes every `checkMs`: this write fails
 *   after a reset, and on a Unix socket also after a close.
 * - On TCP, a close looks like a half-close until the first byte of the answer arrives at the caller's system and is
 *   refused. Only then is the answer known to be lost.
 */
export function watchAnswer(
  reply: ServerResponse,
  socket: Duplex,
  checkMs: number,
): Pick<RequestEnv, 'tillLeft' | 'answerWritten'> {
  const tillLeft = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const checkForReset = () => {
    timer = setInterval(() => socket.writable && socket.write(''), checkMs).unref();
  };
  if (socket.readableEnded) checkForReset();
  else socket.once('end', checkForReset);
  const answerWritten = new Promise<boolean>((resolve) => {
    let hasEnded = false;
    // Node closes the socket in its own listener, so this listener must run first.
    reply.prependOnceListener('finish', () => {
      hasEnded = true;
      // The system has taken the answer. If the caller's system has refused it, this write fails.
      socket.write('', (error) => resolve(!error));
    });
    reply.once('close', () => {
      clearInterval(timer);
      socket.off('end', checkForReset);
      if (!hasEnded) resolve(false);
    });
  });
  void answerWritten.then((written) => {
    if (!written) tillLeft.abort();
  });
  return { tillLeft: tillLeft.signal, answerWritten };
}
