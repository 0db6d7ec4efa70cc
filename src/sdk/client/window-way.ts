import type { WindowOptions } from '../api.ts';
import { ownFailure } from './connector-failure.ts';
import { type Line, portLine } from './till-line.ts';
import type { Words } from './words/words.ts';

/** The connector's page for tills. Apart from its start page, which no other page may hold a handle of. */
const tillPage = '/till.html';

/** One window for every till page of this browser: the same name finds it again after a reload. */
const windowName = 'hipay-ecr-connector';

const knockEveryMs = 200;
/** A page on a slow till that is started by this very call. */
const answerMs = 15_000;
/** How soon a closed window is noticed where the browser does not tell. */
const lookMs = 250;

/**
 * A line to the connector's page in a window, or in the frame that is given. Call it in a click: browsers open no window
 * otherwise. Rejects with `window-blocked`, or `page-not-open` where the page does not answer.
 */
export async function windowLine(options: WindowOptions, words: Words): Promise<Line> {
  const { origin } = new URL(options.url);
  const target = options.frame ? frameTarget(options.frame, origin) : windowTarget(origin);
  if (!target) throw ownFailure('window-blocked', words);
  const port = await knock(target, origin);
  if (!port) {
    throw ownFailure(
      'page-not-open',
      words,
      `${origin}${tillPage} did not answer. Does this page send Cross-Origin-Opener-Policy: same-origin? Then send same-origin-allow-popups.`,
    );
  }
  const line = portLine(port);
  const looking = setInterval(() => {
    if (target().closed) line.lose('its window was closed');
  }, lookMs);
  return {
    ...line,
    onClose(listener) {
      line.onClose((reason) => {
        clearInterval(looking);
        listener(reason);
      });
    },
  };
}

type Target = () => Window;

/** A window that is there already must not be loaded anew: it may be in the middle of a payment. */
function windowTarget(origin: string): Target | undefined {
  const opened = window.open('', windowName, 'popup,width=480,height=800');
  if (!opened) return undefined;
  if (isEmpty(opened)) opened.location.replace(origin + tillPage);
  return () => opened;
}

/** Another origin's page does not let us look at its address: so it is no empty one. */
function isEmpty(opened: Window): boolean {
  try {
    return opened.location.href === 'about:blank';
  } catch {
    return false;
  }
}

function frameTarget(frame: HTMLIFrameElement, origin: string): Target | undefined {
  frame.allow = 'serial; usb';
  if (frame.src !== origin + tillPage) frame.src = origin + tillPage;
  const { contentWindow } = frame;
  return contentWindow ? () => contentWindow : undefined;
}

/** The browser delivers a knock to the connector's origin alone; whoever else is in that window hears nothing. */
async function knock(target: Target, origin: string): Promise<MessagePort | undefined> {
  const tries: MessageChannel[] = [];
  const timers: ReturnType<typeof setTimeout>[] = [];
  const answered = new Promise<MessagePort>((resolve) => {
    const again = () => {
      const channel = new MessageChannel();
      tries.push(channel);
      channel.port1.onmessage = () => resolve(channel.port1);
      target().postMessage({ kind: 'hipay-ecr-knock' }, origin, [channel.port2]);
    };
    again();
    timers.push(setInterval(again, knockEveryMs));
  });
  const late = new Promise<undefined>((resolve) => {
    timers.push(setTimeout(resolve, answerMs, undefined));
  });
  const port = await Promise.race([answered, late]);
  for (const timer of timers) clearInterval(timer);
  for (const { port1 } of tries) {
    port1.onmessage = null;
    if (port1 !== port) port1.close();
  }
  return port;
}
