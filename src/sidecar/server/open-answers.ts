import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

interface OpenAnswer {
  readonly incoming: IncomingMessage;
  readonly reply: ServerResponse;
  /** True if the connection closes after this answer. */
  isLast: boolean;
}

/** The request that each connection is answering. */
const openAnswers = new WeakMap<Duplex, OpenAnswer>();

/** Number of bytes that each connection had received when its last answer was sent. */
const receivedAtAnswer = new WeakMap<Duplex, number>();

/**
 * Registers a request that the server is going to answer. Returns false if its connection is already closing, or still
 * waits for an earlier answer. Such a request must not be handled: the connection closes before it could be answered.
 */
export function beginAnswer(incoming: IncomingMessage, reply: ServerResponse): boolean {
  const { socket } = incoming;
  const earlier = openAnswers.get(socket)?.reply;
  // A caller may read an answer to its end, and send a request, before Node reports that end here. So an answer that has
  // begun counts as sent.
  const isWaiting = earlier?.headersSent === false;
  if (isWaiting) ignoreSurplus(socket);
  if (isWaiting || !socket.writable) {
    incoming.on('error', () => {}).resume();
    return false;
  }
  openAnswers.set(socket, { incoming, reply, isLast: false });
  const end = () => {
    if (openAnswers.get(socket)?.reply === reply) openAnswers.delete(socket);
  };
  reply.once('finish', () => {
    receivedAtAnswer.set(socket, socket.bytesRead);
    end();
  });
  reply.once('close', end);
  return true;
}

/** True if a request has arrived whole on this connection, and its answer has not been sent whole. */
export const waitsForAnswer = (socket: Duplex): boolean =>
  openAnswers.get(socket)?.incoming.complete === true;

/**
 * True if the caller has got its answer on this connection and has sent nothing since. Bytes that arrived before the answer
 * begin no request: a second answer could be taken for an answer about the payment.
 */
export const hasOnlySurplus = (socket: Duplex): boolean =>
  receivedAtAnswer.get(socket) === (socket as Socket).bytesRead;

/** The answer that is being sent on this connection. */
export function answerBeingSent(socket: Duplex): ServerResponse | undefined {
  const reply = openAnswers.get(socket)?.reply;
  return reply?.headersSent ? reply : undefined;
}

/** Ignores all that still arrives, and closes the connection after the answer that it waits for. */
export function ignoreSurplus(socket: Duplex): void {
  const openAnswer = openAnswers.get(socket);
  discardInput(socket);
  // If one packet holds several requests, this function runs once for each of them.
  if (!openAnswer || openAnswer.isLast) return;
  openAnswer.isLast = true;
  const { reply } = openAnswer;
  // The answer then says `Connection: close`.
  reply.shouldKeepAlive = false;
  reply.once('finish', () => closeGently(socket));
}

/** Reads on, so that a reset is noticed, but no parser gets the bytes: nothing more can begin on this connection. */
function discardInput(socket: Duplex): void {
  socket.removeAllListeners('data');
  // Node takes its parser off the socket when a `data` listener is added.
  socket.on('data', () => {});
  socket.resume();
}

/** Time for the caller to read the answer before we destroy the connection. A hostile caller would never close it. */
const lingerMs = 1000;

/**
 * Sends this text and closes our side. The whole connection closes when the caller has closed its side, or after
 * `lingerMs`. If we destroyed it at once and more bytes arrived, the caller would get a reset and could lose the answer.
 */
export function closeGently(socket: Duplex, text = ''): void {
  if (socket.writableEnded) return;
  discardInput(socket);
  socket.end(text, () => void setTimeout(() => socket.destroy(), lingerMs).unref());
}
