import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { nothingSent } from '../../core/payment/money-text.ts';
import { errorBody } from '../../core/rest/error-reply.ts';

/** A whole HTTP answer in HiPay's error form, for a connection without a response object. This request sent nothing. */
export function rawRefusal(status: number, detail: string): string {
  const body = JSON.stringify(errorBody('request-invalid', nothingSent, detail));
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Refuses a WebSocket and closes its connection. */
export function refuseSocket(socket: Duplex, status: number): void {
  socket.on('error', () => socket.destroy());
  socket.end(rawRefusal(status, 'there is no WebSocket for this caller here; a till calls POST /order'));
}
