import type { Hono } from 'hono';
import { type FoundTerminal, foundTerminal, terminalKeepPath } from '../../core/relay/terminal-messages.ts';
import { readBody } from './body.ts';
import { type PairedPageParts, refuseOthers } from './paired-page.ts';
import { failed, invalid, json } from './replies.ts';

const largest = 4096;

export interface FoundTerminalParts extends PairedPageParts {
  /** Whether the configuration says so now. */
  keepTerminal(found: FoundTerminal): Promise<boolean>;
}

/**
 * `POST /connector/terminal`: language and line settings that the paired page found to fit, for the configuration file. Of the
 * file's other keys the page can change none.
 */
export function foundTerminalRoute(app: Hono, parts: FoundTerminalParts): void {
  app.all(terminalKeepPath, async ({ req }) => {
    const refused = refuseOthers(req, parts);
    if (refused) return refused;
    const body = await readBody(req.raw, largest);
    if (!body.ok) return invalid(body.status, body.reason);
    const found = foundTerminal.safeParse(body.value);
    if (!found.success) return failed('request-invalid', 'language and serial are expected');
    return json({ kept: await parts.keepTerminal(found.data) });
  });
}
