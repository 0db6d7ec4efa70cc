import type { Hono } from 'hono';
import { keeperPath, sealedMessage } from '../browser/keeper-messages.ts';
import type { RemoteKeeper } from '../browser/remote-keeper.ts';
import { invalidReply, jsonReply, readBody } from './rest.ts';

export interface BrowserKeeperRouteDeps {
  /** Absent if no other user keeps the browser. */
  readonly remoteKeeper?: RemoteKeeper;
}

/** `POST /browser-keeper {"sealed"}`: only for the keeper of the screen's browser, which has the key of the pairing file. */
export function browserKeeperRoute(app: Hono, { remoteKeeper }: BrowserKeeperRouteDeps): void {
  if (!remoteKeeper) return;
  app.all(keeperPath, async ({ req }) => {
    if (req.method !== 'POST') return invalidReply(405, 'only POST is offered here', { allow: 'POST' });
    if (req.header('origin') !== undefined) return invalidReply(403, 'no web page may ask this');
    const body = await readBody(req.raw);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const message = sealedMessage.safeParse(body.value).data;
    const sealed = message && remoteKeeper.answer(message.sealed);
    return sealed === undefined
      ? invalidReply(401, 'the message is not of the keeper of this browser')
      : jsonReply({ sealed });
  });
}
