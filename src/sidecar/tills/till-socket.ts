import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Channel } from '../../core/ports/channel.ts';
import { serveTill } from '../../core/till/till-session.ts';
import type { TillSide } from '../../core/till/till-side.ts';
import type { Doors } from '../door/doors.ts';
import { judgeArrival } from '../door/front-door.ts';
import { socketChannel } from '../relay/socket-channel.ts';
import type { TillTokens } from './till-tokens.ts';

export interface TillSocketParts {
  readonly doors: Doors;
  readonly tokens: Pick<TillTokens, 'allows' | 'prove' | 'opens'>;
  readonly side: TillSide;
  isKnown(line: Duplex): void;
}

const who = z.object({ kind: z.literal('who'), id: z.string().max(64), nonce: z.string().min(16).max(64) });
const token = z.object({ kind: z.literal('token'), token: z.string().max(128) });

/** A page that does not say who it is holds no line. */
const introductionMs = 10_000;

/** Where web tills of other origins connect: `/till`. Only origins that a person has allowed get as far as a line. */
export function tillSocket({ doors, tokens, side, isKnown }: TillSocketParts) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 131_072, perMessageDeflate: false });
  const judge = (request: IncomingMessage): number | undefined => {
    const refused = judgeArrival(request, doors);
    if (refused) return refused.status;
    return tokens.allows(request.headers.origin ?? '') ? undefined : 403;
  };
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const status = judge(request);
    if (status !== undefined) {
      socket.on('error', () => socket.destroy());
      socket.end(
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => {
      const origin = request.headers.origin ?? '';
      introduce(webSocket, tokens, origin, (channel) => {
        isKnown(socket);
        serveTill(channel, side, {
          // Taken back while the line stands: from then on nothing is answered.
          allowed: () => tokens.allows(origin),
          ask: async () => false,
        });
      });
    });
  };
}

/**
 * The page names itself, we prove that we know its token, and only then it shows the token: a program that took this port
 * before us learns nothing.
 */
function introduce(
  webSocket: WebSocket,
  tokens: TillSocketParts['tokens'],
  origin: string,
  known: (channel: Channel) => void,
): void {
  const channel = socketChannel(webSocket);
  let proved = false;
  let introduced = false;
  const timer = setTimeout(() => webSocket.terminate(), introductionMs);
  webSocket.on('close', () => clearTimeout(timer));
  webSocket.on('error', () => webSocket.terminate());
  channel.onMessage((message) => {
    if (introduced) return;
    const asked = who.safeParse(message);
    if (!proved && asked.success) {
      const proof = tokens.prove(asked.data.id, origin, asked.data.nonce);
      channel.post(proof === undefined ? { kind: 'unknown' } : { kind: 'proof', proof });
      if (proof === undefined) return webSocket.close();
      proved = true;
      return undefined;
    }
    const shown = token.safeParse(message);
    if (!proved || !shown.success || !tokens.opens(shown.data.token, origin)) return webSocket.terminate();
    introduced = true;
    clearTimeout(timer);
    return known(channel);
  });
}
