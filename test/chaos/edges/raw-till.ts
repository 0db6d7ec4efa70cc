import { connect, type Socket } from 'node:net';
import { afterOwnTime, pause } from './pause.ts';
import type { RestReply } from './statements.ts';

/** What a till's own HTTP code does wrong, or does in an unusual way. */
export const sloppyWays = [
  'clean',
  'keep-alive',
  'http-1.0',
  'surplus-byte',
  'surplus-blank-later',
  'surplus-half-request',
  'pipelined-version',
  'half-close',
  'slow-body',
  'body-cut-short',
] as const;
export type Sloppy = (typeof sloppyWays)[number];

export interface RawCall {
  readonly port: number;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly login: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly sloppy?: Sloppy;
  readonly limitMs: number;
}

/** How a raw call ended. `lost`: no answer came and the socket is gone. `limit`: it waited too long. */
export interface RawEnd {
  readonly replies: readonly RestReply[];
  readonly how: 'answered' | 'lost' | 'limit' | 'left';
}

export interface RunningCall {
  readonly ended: Promise<RawEnd>;
  /** The till cuts the connection without an answer. */
  leave(): void;
}

const pieceMs = 15;
/** How long a till reads on after its first answer: every answer counts. */
const readOnMs = 30;

const keptOpen: ReadonlySet<Sloppy> = new Set([
  'keep-alive',
  'surplus-byte',
  'surplus-half-request',
  'pipelined-version',
]);

const headOf = ({ method, path, login, body, sloppy, port }: RawCall, length: number): string => {
  const lines = [
    `${method} ${path} HTTP/${sloppy === 'http-1.0' ? '1.0' : '1.1'}`,
    `Host: localhost:${port}`,
    `Authorization: Basic ${btoa(login)}`,
    ...(body ? ['Content-Type: application/json', `Content-Length: ${length}`] : []),
    `Connection: ${sloppy && keptOpen.has(sloppy) ? 'keep-alive' : 'close'}`,
  ];
  return `${lines.join('\r\n')}\r\n\r\n`;
};

async function sendSloppily(socket: Socket, call: RawCall): Promise<void> {
  const body = call.body ? JSON.stringify(call.body) : '';
  const whole = Buffer.from(headOf(call, Buffer.byteLength(body)) + body);
  switch (call.sloppy) {
    case 'surplus-byte':
      return void socket.write(Buffer.concat([whole, Buffer.of(0)]));
    case 'surplus-blank-later':
      socket.write(whole);
      await pause(pieceMs);
      return void socket.write(' ');
    case 'surplus-half-request':
      return void socket.write(Buffer.concat([whole, Buffer.from('GET /ver')]));
    case 'pipelined-version':
      return void socket.write(
        Buffer.concat([whole, Buffer.from(headOf({ ...call, method: 'GET', path: '/version' }, 0))]),
      );
    case 'half-close':
      return void socket.end(whole);
    case 'slow-body': {
      const middle = whole.length - Math.ceil(body.length / 2);
      socket.write(whole.subarray(0, middle));
      await pause(pieceMs);
      return void socket.write(whole.subarray(middle));
    }
    case 'body-cut-short':
      return void socket.write(whole.subarray(0, whole.length - 4));
    default:
      return void socket.write(whole);
  }
}

/** A till's request, byte by byte as its own code writes it, and every answer on that socket. */
export function rawCall(call: RawCall): RunningCall {
  const socket = connect(call.port, '127.0.0.1');
  let received = Buffer.alloc(0);
  let left = false;
  const ended = new Promise<RawEnd>((resolve) => {
    const end = (how: RawEnd['how']) => {
      stopLimit();
      const replies = repliesIn(received);
      resolve({ replies, how: replies.length > 0 ? 'answered' : how });
      socket.destroy();
    };
    const stopLimit = afterOwnTime(call.limitMs, () => end('limit'));
    let readingOn = false;
    socket.on('connect', () => void sendSloppily(socket, call));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (readingOn || repliesIn(received).length === 0) return;
      readingOn = true;
      setTimeout(end, readOnMs, 'answered');
    });
    socket.on('error', () => {});
    socket.on('close', () => end(left ? 'left' : 'lost'));
  });
  return {
    ended,
    leave() {
      left = true;
      socket.resetAndDestroy();
    },
  };
}

/** The complete JSON answers, in their order. Answers to a pipelined GET have no statement and are left out. */
function repliesIn(bytes: Buffer): RestReply[] {
  const replies: RestReply[] = [];
  for (let rest = bytes; ; ) {
    const split = rest.indexOf('\r\n\r\n');
    if (split < 0) return replies;
    const head = rest.subarray(0, split).toString('latin1');
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    const end = split + 4 + length;
    if (rest.length < end) return replies;
    const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
    const body = bodyOf(rest.subarray(split + 4, end).toString('utf8'));
    if (body && ('error' in body || 'paymentStatus' in body)) replies.push({ status, body });
    rest = rest.subarray(end);
  }
}

function bodyOf(text: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
