import { parseJson } from '../../core/parse-json.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import type { TillClientTexts } from '../../texts/en/till-client.ts';
import type { KeptText, SidecarOptions } from '../api.ts';
import { type ConnectorFailure, ownFailure } from './connector-failure.ts';
import { type TillChannel, TillConnection } from './till-connection.ts';
import { openWindowChannel } from './window-way.ts';

/** A text in this origin's local storage. If that is switched off, the text lasts as long as this page. */
export function textInLocalStorage(key: string): KeptText {
  let memoryText: string | null = null;
  return {
    get() {
      try {
        return globalThis.localStorage?.getItem(key) ?? memoryText;
      } catch {
        return memoryText;
      }
    },
    set(text) {
      memoryText = text;
      try {
        globalThis.localStorage?.setItem(key, text);
      } catch {
        // In private windows and on full disks, the text lasts as long as this page.
      }
    },
  };
}

const encode = (text: string) => new TextEncoder().encode(text);

const base64url = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A token is `id.secret`. The page sends the id first. It sends the secret once the sidecar has proved that it knows it. */
export const tokenId = (token: string): string => token.split('.')[0] ?? '';

export const makeNonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(24)).buffer);

/**
 * True if the program at the port knows our token. Another program that took the port before the sidecar started does not
 * know the token, and must not get it. Pages without TLS have no WebCrypto, so they skip this check.
 */
export async function isValidProof(proof: string, token: string, nonce: string): Promise<boolean> {
  const { subtle } = crypto;
  if (!subtle) return true;
  const secret = encode(token.split('.')[1] ?? '');
  const hash = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', await subtle.digest('SHA-256', secret), hash, false, ['sign']);
  return base64url(await subtle.sign('HMAC', key, encode(`${nonce} ${location.origin}`))) === proof;
}

const openTimeoutMs = 10_000;

/**
 * Opens a channel to the sidecar on this computer. A page without a token gets one from the connector's own page, where a
 * person allows this. Call this function in a click, because it may open that page. Rejects with a `ConnectorFailure`.
 */
export async function openSidecarChannel(
  options: SidecarOptions,
  texts: TillClientTexts,
): Promise<TillChannel> {
  const { origin } = new URL(options.url);
  const tokenText = options.token ?? textInLocalStorage(`hipay-ecr.token.${origin}`);
  await checkPermission(origin, texts);
  const token = tokenText.get() || (await askForToken(origin, texts, tokenText));
  const socket = await openSocket(`${origin.replace('http', 'ws')}/till`, texts);
  const nonce = makeNonce();
  socket.send(JSON.stringify({ kind: 'who', id: tokenId(token), nonce }));
  const answer = (await nextMessage(socket)) as { kind?: string; proof?: unknown } | undefined;
  if (answer?.kind === 'unknown') {
    tokenText.set('');
    socket.close();
    throw ownFailure('till-not-allowed', nothingSent, texts, 'the token of this page is no longer good');
  }
  if (answer?.kind !== 'proof' || !(await isValidProof(String(answer.proof), token, nonce))) {
    socket.close();
    throw ownFailure(
      'page-not-open',
      nothingSent,
      texts,
      `another program answers at ${origin}: it does not know this page`,
    );
  }
  socket.send(JSON.stringify({ kind: 'token', token }));
  return socketChannel(socket);
}

/** Opens the connector's page, where a person allows this origin, and stores the token that its sidecar makes. */
async function askForToken(url: string, texts: TillClientTexts, tokenText: KeptText): Promise<string> {
  if (!hasGesture()) {
    throw ownFailure(
      'till-not-allowed',
      nothingSent,
      texts,
      'this page has no token yet: call openConnector in a click',
    );
  }
  const channel = await openWindowChannel({ url }, texts);
  const till = await TillConnection.open(
    channel,
    texts,
    { versions: [1], program: 'sdk token' },
    { onUpdate() {}, onLost() {} },
  );
  try {
    const { token } = (await till.call('token')) as { token: string };
    tokenText.set(token);
    return token;
  } finally {
    till.close();
  }
}

const hasGesture = (): boolean => navigator.userActivation?.isActive ?? true;

/**
 * Chrome's Local Network Access: a page from the internet needs the person's permission to reach this computer. Chrome asks
 * at the first request, so the first request must be made in a click. Throws different failures for a refusal and for a
 * sidecar that is not running.
 */
async function checkPermission(origin: string, texts: TillClientTexts): Promise<void> {
  const stateBefore = await permissionState();
  if (stateBefore === 'denied') throw networkBlocked(texts);
  if (stateBefore === 'prompt' && !hasGesture()) {
    throw ownFailure(
      'local-network-blocked',
      nothingSent,
      texts,
      'the browser has to ask first: call openConnector in a click',
    );
  }
  const request = { targetAddressSpace: 'loopback', mode: 'no-cors', cache: 'no-store' } as RequestInit;
  const reached = await fetch(`${origin}/till`, request).then(
    () => true,
    () => false,
  );
  if (reached) return;
  if (stateBefore !== undefined && (await permissionState()) !== 'granted') throw networkBlocked(texts);
  throw ownFailure('page-not-open', nothingSent, texts, `nothing answers at ${origin}`);
}

const networkBlocked = (texts: TillClientTexts): ConnectorFailure =>
  ownFailure('local-network-blocked', nothingSent, texts);

const onThisComputer = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** Undefined if the browser has no such permission, or this page comes from this computer and needs no permission. */
async function permissionState(): Promise<PermissionState | undefined> {
  if (onThisComputer.test(location.hostname)) return undefined;
  for (const name of ['loopback-network', 'local-network-access']) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // This browser has another name for the permission, or none.
    }
  }
  return undefined;
}

function openSocket(url: string, texts: TillClientTexts): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    const fail = (detail: string) => {
      clearTimeout(timer);
      socket.close();
      reject(ownFailure('till-not-allowed', nothingSent, texts, detail));
    };
    const timer = setTimeout(fail, openTimeoutMs, 'the sidecar did not take the line in time');
    socket.addEventListener('open', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.addEventListener('error', () => fail('the sidecar has no such page on its list'));
  });
}

const nextMessage = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => {
    socket.addEventListener('message', ({ data }) => resolve(parseJson(data)), { once: true });
    socket.addEventListener('close', () => resolve(undefined), { once: true });
  });

function socketChannel(socket: WebSocket): TillChannel {
  return {
    post: (message) => socket.send(JSON.stringify(message)),
    onMessage: (listener) => socket.addEventListener('message', ({ data }) => listener(parseJson(data))),
    onClose: (listener) =>
      socket.addEventListener('close', () => listener('the sidecar has gone'), { once: true }),
    close: () => socket.close(),
  };
}
