import type { Hono } from 'hono';
import { keeperPath, sealedMessage } from '../browser/keeper-messages.ts';
import type { RemoteKeeper } from '../browser/remote-keeper.ts';
import { invalid, json, readBody } from './rest.ts';

export interface BrowserKeeperParts {
  /** Absent if no other user keeps the browser. */
  readonly remoteKeeper?: RemoteKeeper;
}

/** `POST /browser-keeper {"sealed"}`: only for the keeper of the screen's browser, which has the key of the pairing file. */
export function browserKeeperRoute(app: Hono, { remoteKeeper }: BrowserKeeperParts): void {
  if (!remoteKeeper) return;
  app.all(keeperPath, async ({ req }) => {
    if (req.method !== 'POST') return invalid(405, 'only POST is offered here', { allow: 'POST' });
    if (req.header('origin') !== undefined) return invalid(403, 'no web page may ask this');
    const body = await readBody(req.raw);
    if (!body.ok) return invalid(body.status, body.reason);
    const message = sealedMessage.safeParse(body.value).data;
    const sealed = message && remoteKeeper.answer(message.sealed);
    return sealed === undefined
      ? invalid(401, 'the message is not of the keeper of this browser')
      : json({ sealed });
  });
}
