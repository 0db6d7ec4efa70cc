import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import * as z from 'zod/mini';
import { languages } from '../../core/language.ts';
import type { Channel } from '../../core/ports/channel.ts';
import { keptElsewhereDetail } from '../../core/records/answer-of-record.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { serveTill } from '../../core/till/till-session.ts';
import type { TillSide } from '../../core/till/till-side.ts';
import { loadTillTexts } from '../../texts/load-till-texts.ts';
import { type AllowedHosts, judgeArrival } from '../access/host-check.ts';
import { refuseSocket } from '../access/raw-refusal.ts';
import type { TillTokens } from '../access/till-tokens.ts';
import type { RelayHub } from '../page/relay-hub.ts';
import { socketChannel } from '../page/socket-channel.ts';
import type { PaymentRelay } from '../payments/payment-relay.ts';

export interface TillSocketDeps {
  readonly allowedHosts: AllowedHosts;
  readonly tokens: Pick<TillTokens, 'isAllowed' | 'prove' | 'isToken'>;
  readonly side: TillSide;
  markKnown(connection: Duplex): void;
}

const who = z.object({
  kind: z.literal('who'),
  id: z.string().check(z.maxLength(64)),
  nonce: z.string().check(z.minLength(16), z.maxLength(64)),
});
const token = z.object({ kind: z.literal('token'), token: z.string().check(z.maxLength(128)) });

/** Time in which a page must have sent its token; after it, the socket is closed. */
const introductionMs = 10_000;

/** Accepts the WebSockets of web tills of other origins at `/till`, if a person has allowed the origin. */
export function tillSocket({ allowedHosts, tokens, side, markKnown }: TillSocketDeps) {
  const server = new WebSocketServer({ noServer: true, maxPayload: 131_072, perMessageDeflate: false });
  const refusalStatus = (request: IncomingMessage): number | undefined => {
    const refused = judgeArrival(request, allowedHosts);
    if (refused) return refused.status;
    return tokens.isAllowed(request.headers.origin ?? '') ? undefined : 403;
  };
  return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const status = refusalStatus(request);
    if (status !== undefined) {
      refuseSocket(socket, status);
      return;
    }
    server.handleUpgrade(request, socket, head, (webSocket) => {
      const origin = request.headers.origin ?? '';
      introduce(webSocket, tokens, origin, (channel) => {
        markKnown(socket);
        serveTill(channel, sideFor(side, origin), {
          // If a person removes the permission while the socket is open, the session answers nothing more.
          allowed: () => tokens.isAllowed(origin),
          ask: async () => false,
        });
      });
    });
  };
}

/**
 * Introduces a page: the page sends its token's id, the sidecar proves that it knows the token, and only then the page
 * sends the token. So a program that listens on this port in place of the sidecar cannot get the token.
 */
function introduce(
  webSocket: WebSocket,
  tokens: TillSocketDeps['tokens'],
  origin: string,
  onIntroduced: (channel: Channel) => void,
): void {
  const channel = socketChannel(webSocket);
  let isProved = false;
  let isIntroduced = false;
  const timer = setTimeout(() => webSocket.terminate(), introductionMs);
  webSocket.on('close', () => clearTimeout(timer));
  webSocket.on('error', () => webSocket.terminate());
  channel.onMessage((message) => {
    if (isIntroduced) return;
    const introduction = who.safeParse(message);
    if (!isProved && introduction.success) {
      const proof = tokens.prove(introduction.data.id, origin, introduction.data.nonce);
      channel.post(proof === undefined ? { kind: 'unknown' } : { kind: 'proof', proof });
      if (proof === undefined) return webSocket.close();
      isProved = true;
      return undefined;
    }
    const tokenMessage = token.safeParse(message);
    if (!isProved || !tokenMessage.success || !tokens.isToken(tokenMessage.data.token, origin))
      return webSocket.terminate();
    isIntroduced = true;
    clearTimeout(timer);
    return onIntroduced(channel);
  });
}

const sideFor = (side: TillSide, origin: string): TillSide => ({
  ...side,
  takePayment: (request, till) => side.takePayment(request, { ...till, origin }),
});

export interface SidecarTillDeps {
  readonly hub: RelayHub;
  readonly relay: PaymentRelay;
  readonly settings: Settings;
  readonly pageReadyMs: number;
  readonly pageUrl: string;
  readonly program: string;
}

/** The sidecar's answers to a web till. Its payments go through the same relay as those of a REST till. */
export function sidecarTillSide(deps: SidecarTillDeps): TillSide {
  const { hub, relay, settings, pageReadyMs, pageUrl, program } = deps;
  const page = () => hub.connector(hub.count() > 0 ? pageReadyMs : 0);
  // Loads the texts at the start, because an update may replace the program's files later.
  const texts = new Map(languages.map((language) => [language, loadTillTexts(language)]));
  return {
    program,
    takePayment: (request, till) => relay.takePayment(request, till),
    async findOrder(orderId) {
      const found = await relay.findOrder(orderId);
      const movedFile = found === undefined ? await relay.keptElsewhere(orderId) : undefined;
      if (movedFile !== undefined) throw new Error(keptElsewhereDetail(movedFile));
      if (found === undefined) throw new Error(`the connector page must be open: ${pageUrl}`);
      return found;
    },
    async check() {
      await (await page())?.probeTerminal({}).catch(() => undefined);
    },
    // Only the connector page itself can request a port, in a click there.
    requestTerminal: async () => ((await page()) ? 'terminal-not-chosen' : 'page-not-open'),
    currencies: async () => settings.currencies,
    configuration: async () => ({
      deviceId: settings.terminal.serialNumber,
      environment: settings.environment,
      currencies: settings.currencies,
    }),
    subscribe: (listener) => hub.watch(listener),
    texts: (language) => texts.get(language) ?? loadTillTexts(language),
  };
}
