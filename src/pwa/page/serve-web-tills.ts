import { messagePortChannel } from '../../adapters/browser/message-port.ts';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { FailureName } from '../../core/failures/failures.ts';
import { type ServedTill, serveTill } from '../../core/till/till-session.ts';
import { connectorTillSide, type TillGate } from '../../core/till/till-side.ts';
import { loadTillTexts } from '../../texts/load-till-texts.ts';
import { useTexts } from '../../ui/language.ts';
import { showTillAllowed } from '../../ui/tills/ecr-till-allowed.ts';
import { askTillQuestion } from '../../ui/tills/ecr-till-question.ts';
import { choosePort, findLinkApis } from './browser-apis.ts';
import { frameVerdict, isWebOrigin, TillQuestions, WebTills } from './web-tills.ts';

declare const __VERSION__: string;

/**
 * Accepts web tills of other origins. Runs in till.html only, so that a page of another origin never holds a handle of
 * the start page. Identifies a till by the origin that the browser reports, never by the message. A till gets no data
 * until a person has allowed it on this page.
 */
export function serveWebTills(connector: ConnectorApi): void {
  const opening = WebTills.open();
  // Loads the texts now, so that a question does not wait for them.
  useTexts(['tills']).catch(() => {});
  // A failure is ignored: the browser denies storage in a frame of another site, and the tills of such a frame are
  // refused in any case.
  opening.catch(() => {});
  const openTills = new Map<ServedTill, string>();
  window.addEventListener('message', ({ data, origin, ports: [port, ...others] }) => {
    if (data?.kind !== 'hipay-ecr-knock' || !port || others.length > 0 || !isWebOrigin(origin)) return;
    port.postMessage({ kind: 'here' });
    const serve = (gate: TillGate, token: () => Promise<string | undefined>) => {
      const channel = messagePortChannel(port);
      const till = serveTill(channel, createTillSide(connector, origin, token), gate);
      openTills.set(till, origin);
      channel.onClose(() => openTills.delete(till));
    };
    if (frameVerdict(window, origin) !== 'fine') return serve(closedGate, async () => undefined);
    const onAllowed = () => showTillAllowed(origin, (listener) => connector.subscribe(listener));
    return void opening.then((tills) =>
      serve(createGate(tills, origin, onAllowed), () => tills.token(origin)),
    );
  });
  void opening.then((tills) =>
    tills.watch(() => {
      for (const [till, origin] of openTills)
        if (tills.decisionFor(origin) === false) till.dismiss('till-not-allowed');
    }),
  );
  // Informs each till at once when this page is closed or reloaded.
  window.addEventListener('pagehide', () => {
    for (const till of openTills.keys()) till.dismiss('page-not-open');
  });
}

const createTillSide = (connector: ConnectorApi, origin: string, token: () => Promise<string | undefined>) =>
  connectorTillSide(connector, {
    program: `connector ${__VERSION__}`,
    texts: loadTillTexts,
    requestTerminal: () => requestTerminal(connector, origin),
    token,
    origin,
  });

const closedGate: TillGate = { closed: true, allowed: () => false, ask: async () => false };

const questions = new TillQuestions();

function createGate(tills: WebTills, origin: string, onAllowed: () => void): TillGate {
  return {
    allowed: () => tills.decisionFor(origin) === true,
    async ask(payment) {
      const decision = tills.decisionFor(origin);
      if (decision !== undefined) return decision;
      // In a frame, the surrounding page could cover the question, so no question is shown.
      if (window !== window.top) return false;
      const answer = questions.ask(origin, async () => {
        const isAllowed = await askTillQuestion({ kind: 'allow', origin, payment });
        await (isAllowed ? tills.allow(origin) : tills.refuse(origin));
        if (isAllowed) onAllowed();
        return isAllowed;
      });
      // If the question could not be shown, or the answer could not be stored, the till is not allowed.
      return answer.catch(() => false);
    },
  };
}

/** The browser requires a click in this page, so the page asks a person to click. */
async function requestTerminal(connector: ConnectorApi, origin: string): Promise<FailureName | undefined> {
  const { serial, usb } = findLinkApis(navigator);
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
