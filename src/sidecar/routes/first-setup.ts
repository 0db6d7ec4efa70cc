import type { Hono } from 'hono';
import { firstSetup, setupLookPath, setupPath } from '../../core/connector-api/first-setup.ts';
import { nothingSent } from '../../core/payment/money-text.ts';
import { inEnglish } from '../../core/settings/english-remarks.ts';
import { remarkOf } from '../../core/settings/issue-remark.ts';
import { englishMessages } from '../../core/zod-english.ts';
import { alreadySetUp, type FirstSetupService } from '../config/first-setup.ts';
import { type PairedPageDeps, refuseUnlessPaired } from './pairing.ts';
import { failureReply, invalidReply, jsonReply, readBody } from './rest.ts';

/** Maximum size of a first configuration, bytes. */
const largestSetup = 8192;

export interface FirstSetupRouteDeps extends PairedPageDeps {
  /** Absent if the settings come from a configuration file, or the start did not ask for the guide. */
  readonly firstSetup?: FirstSetupService | undefined;
}

/**
 * `POST /connector/setup/look` answers what the guide may propose, without passwords. `POST /connector/setup` writes the first
 * configuration, once. Both are for the paired page only: the password of a till opens nothing here.
 */
export function firstSetupRoutes(app: Hono, deps: FirstSetupRouteDeps): void {
  const service = deps.firstSetup;
  app.all(setupLookPath, ({ req }) => {
    const refused = refuseUnlessPaired(req, deps);
    if (refused) return refused;
    return service ? jsonReply(service.look()) : jsonReply(alreadySetUp(), 409);
  });
  app.all(setupPath, async ({ req }) => {
    const refused = refuseUnlessPaired(req, deps);
    if (refused) return refused;
    const body = await readBody(req.raw, largestSetup);
    if (!body.ok) return invalidReply(body.status, body.reason);
    const setup = firstSetup.safeParse(body.value, englishMessages);
    if (!setup.success) {
      const faults = setup.error.issues.map((issue) => inEnglish(remarkOf(issue)));
      return failureReply('request-invalid', nothingSent, [...new Set(faults)].join('; '));
    }
    const reply = service ? await service.write(setup.data) : alreadySetUp();
    return jsonReply(reply, reply.written ? 200 : 409, reply.written ? { connection: 'close' } : {});
  });
}
