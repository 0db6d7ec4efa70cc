import { nothingSent } from '../../core/payment/money-text.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import type { WindowOptions } from '../api.ts';
import { ownFailure } from './connector-failure.ts';
import { portChannel, type TillChannel } from './till-connection.ts';

/** The connector's page for tills. The start page cannot be used, because its opener policy hides its window from us. */
const tillPage = '/till.html';

/** Window name that all till pages of this browser use, so that a page finds the open window after a reload. */
const windowName = 'hipay-ecr-connector';

const knockIntervalMs = 200;
/** Time limit for an answer: enough for a page that this call opens on a slow till. */
const answerTimeoutMs = 15_000;
/** Interval of the check for a closed window, for browsers that do not report it. */
const closedCheckMs = 250;

/**
 * Opens a channel to the connector's page in a window, or in the given frame. Call it in a click: otherwise browsers open no
 * window. Rejects with `window-blocked`, or with `page-not-open` if the page does not answer.
 */
export async function openWindowChannel(
  options: WindowOptions,
  texts: TillClientTexts,
): Promise<TillChannel> {
  const { origin } = new URL(options.url);
  const target = options.frame ? frameTarget(options.frame, origin) : windowTarget(origin);
  if (!target) throw ownFailure('window-blocked', nothingSent, texts);
  const port = await knock(target, origin);
  if (!port) {
    throw ownFailure(
      'page-not-open',
      nothingSent,
      texts,
      `${origin}${tillPage} did not answer. Does this page send Cross-Origin-Opener-Policy: same-origin? Then send same-origin-allow-popups.`,
    );
  }
  const channel = portChannel(port);
  const closedCheck = setInterval(() => {
    if (target().closed) channel.lose('its window was closed');
  }, closedCheckMs);
  return {
    ...channel,
    onClose(listener) {
      channel.onClose((reason) => {
        clearInterval(closedCheck);
        listener(reason);
      });
    },
  };
}

type Target = () => Window;

/** Opens the window, or finds it if it is open. An open window is not loaded again, because a payment may run in it. */
function windowTarget(origin: string): Target | undefined {
  const opened = window.open('', windowName, 'popup,width=480,height=800');
  if (!opened) return undefined;
  if (isEmpty(opened)) opened.location.replace(origin + tillPage);
  return () => opened;
}

/** True for a new window. If the window shows a page of another origin, reading its address throws. */
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

/** Posts a message until the page answers. The browser delivers it only if the window shows the connector's origin. */
async function knock(target: Target, origin: string): Promise<MessagePort | undefined> {
  const channels: MessageChannel[] = [];
  const timers: ReturnType<typeof setTimeout>[] = [];
  const answered = new Promise<MessagePort>((resolve) => {
    const knockOnce = () => {
      const channel = new MessageChannel();
      channels.push(channel);
      channel.port1.onmessage = () => resolve(channel.port1);
      target().postMessage({ kind: 'hipay-ecr-knock' }, origin, [channel.port2]);
    };
    knockOnce();
    timers.push(setInterval(knockOnce, knockIntervalMs));
  });
  const timeout = new Promise<undefined>((resolve) => {
    timers.push(setTimeout(resolve, answerTimeoutMs, undefined));
  });
  const port = await Promise.race([answered, timeout]);
  for (const timer of timers) clearInterval(timer);
  for (const { port1 } of channels) {
    port1.onmessage = null;
    if (port1 !== port) port1.close();
  }
  return port;
}
