import type { HonoRequest } from 'hono';
import type { Pairing } from '../auth/pairing.ts';
import { secretIn } from '../auth/pairing-cookie.ts';
import { invalid } from './replies.ts';

export interface PairedPageParts {
  readonly port: number;
  readonly pairing: Pick<Pairing, 'knows'>;
}

/** What to answer to anybody but the paired page that posts; undefined for that one. */
export function refuseOthers(req: HonoRequest, { port, pairing }: PairedPageParts): Response | undefined {
  if (req.method !== 'POST') return invalid(405, 'only POST is offered here', { allow: 'POST' });
  // The door has let in no foreign origin; a caller without one is no page.
  if (req.header('origin') === undefined) return invalid(403, 'only the connector page may ask this');
  const secret = secretIn(req.header('cookie'), port);
  if (secret === undefined || !pairing.knows(secret)) return invalid(401, 'this page is not paired');
  return undefined;
}
