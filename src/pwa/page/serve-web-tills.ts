import { messagePortChannel } from '../../adapters/browser/message-port.ts';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import type { Channel } from '../../core/ports/channel.ts';
import type { Language } from '../../core/till/till-api.ts';
import { serveTill } from '../../core/till/till-session.ts';
import { connectorTillSide, type TillGate } from '../../core/till/till-side.ts';
import type { TillTexts } from '../../core/till/till-texts.ts';
import { askTillQuestion } from '../../ui/tills/ecr-till-question.ts';
import { browserWays, choosePort } from './browser-apis.ts';
import { frameVerdict, isWebOrigin, TillQuestions, WebTills } from './web-tills.ts';

const load: Record<Language, () => Promise<{ readonly texts: TillTexts }>> = {
  en: () => import('../../core/texts/en/till.ts'),
  fr: () => import('../../core/texts/fr/till.ts'),
  it: () => import('../../core/texts/it/till.ts'),
  pt: () => import('../../core/texts/pt/till.ts'),
};

/** Each language is a chunk of its own: a till speaks one. */
export const tillTexts = async (language: Language): Promise<TillTexts> => (await load[language]()).texts;

declare const __VERSION__: string;

/**
 * Where web tills of other origins knock (till.html alone: the start page cannot be held by anybody's handle). Who knocks
 * is whom the browser names, never what the message says. Nothing is told before a person has said yes, at this page.
 */
export function serveWebTills(connector: ConnectorApi): void {
  const coming = WebTills.open();
  // Denied by the browser, as in a frame of another site: those who knock there are told no without it.
  coming.catch(() => {});
  const lines = new Map<Channel, string>();
  window.addEventListener('message', ({ data, origin, ports: [port, ...others] }) => {
    if (data?.kind !== 'hipay-ecr-knock' || !port || others.length > 0 || !isWebOrigin(origin)) return;
    port.postMessage({ kind: 'here' });
    const serve = (gate: TillGate, token: () => Promise<string | undefined>) => {
      const channel = messagePortChannel(port);
      lines.set(channel, origin);
      channel.onClose(() => lines.delete(channel));
      serveTill(channel, sideFor(connector, origin, token), gate);
    };
    if (frameVerdict(window, origin) !== 'fine') return serve(closedGate, async () => undefined);
    return void coming.then((tills) => serve(gateFor(tills, origin), () => tills.token(origin)));
  });
  const part = (channel: Channel) => {
    channel.post({ kind: 'bye' });
    channel.close();
  };
  void coming.then((tills) =>
    tills.watch(() => {
      for (const [channel, origin] of lines) if (tills.answerFor(origin) === false) part(channel);
    }),
  );
  // A till hears at once that this page is closed or loaded anew.
  window.addEventListener('pagehide', () => {
    for (const channel of lines.keys()) part(channel);
  });
}

const sideFor = (connector: ConnectorApi, origin: string, token: () => Promise<string | undefined>) =>
  connectorTillSide(connector, {
    program: `connector ${__VERSION__}`,
    texts: tillTexts,
    requestTerminal: () => requestTerminal(connector, origin),
    token,
  });

const closedGate: TillGate = { closed: true, allowed: () => false, ask: async () => false };

const questions = new TillQuestions();

function gateFor(tills: WebTills, origin: string): TillGate {
  return {
    allowed: () => tills.answerFor(origin) === true,
    async ask(payment) {
      const said = tills.answerFor(origin);
      if (said !== undefined) return said;
      // In a frame the page around it could lay something over the question.
      if (window !== window.top) return false;
      return questions.ask(origin, async () => {
        const yes = await askTillQuestion({ kind: 'allow', origin, payment });
        await (yes ? tills.allow(origin) : tills.refuse(origin));
        return yes;
      });
    },
  };
}

/** The browser asks for a click in this very page, so its person is asked for one. */
async function requestTerminal(connector: ConnectorApi, origin: string): Promise<FailureName | undefined> {
  const { serial, usb } = browserWays(navigator);
  if (!serial && !usb) return 'browser-unsupported';
  let chosen: ReturnType<typeof choosePort> | undefined;
  const link = serial ? 'web-serial' : 'web-usb';
  await questions.ask(origin, () =>
    askTillQuestion({ kind: 'terminal', origin }, () => {
      chosen = choosePort(link, 'terminals');
    }),
  );
  if ((await chosen) !== 'chosen') return 'terminal-not-chosen';
  await connector.connectTerminal({});
  return undefined;
}
