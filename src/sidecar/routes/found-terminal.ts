import type { Hono } from 'hono';
import { type FoundTerminal, foundTerminal, terminalKeepPath } from '../../core/relay/terminal-messages.ts';
import type { Pairing } from '../auth/pairing.ts';
import { secretIn } from '../auth/pairing-cookie.ts';
import { readBody } from './body.ts';
import { failed, invalid, json } from './replies.ts';

const largest = 4096;

export interface FoundTerminalParts {
  readonly port: number;
  readonly pairing: Pick<Pairing, 'knows'>;
  /** Whether the configuration says so now. */
  keepTerminal(found: FoundTerminal): Promise<boolean>;
}

/**
 * `POST /connector/terminal`: language and line settings that the paired page found to fit, for the configuration file. Of the
 * file's other keys the page can change none.
 */
export function foundTerminalRoute(app: Hono, { port, pairing, keepTerminal }: FoundTerminalParts): void {
  app.all(terminalKeepPath, async ({ req }) => {
    if (req.method !== 'POST') return invalid(405, 'only POST is offered here', { allow: 'POST' });
    // The door has let in no foreign origin; a caller without one is no page.
    if (req.header('origin') === undefined) return invalid(403, 'only the connector page may ask this');
    const secret = secretIn(req.header('cookie'), port);
    if (secret === undefined || !pairing.knows(secret)) return invalid(401, 'this page is not paired');
    const body = await readBody(req.raw, largest);
    if (!body.ok) return invalid(body.status, body.reason);
    const found = foundTerminal.safeParse(body.value);
    if (!found.success) return failed('request-invalid', 'language and serial are expected');
    return json({ kept: await keepTerminal(found.data) });
  });
}
