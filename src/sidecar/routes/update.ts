import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { nothingSent } from '../../core/payment/money-text.ts';
import { programVersion } from '../../core/update/program-version.ts';
import type { OwnerKey } from '../access/owner-key.ts';
import type { UpdateRunner } from '../updates/update-runner.ts';
import { addRestPath, failureReply, invalidReply, jsonReply, readBody } from './rest.ts';

export interface UpdateRouteDeps {
  readonly owner: OwnerKey;
  readonly updates?: UpdateRunner | undefined;
}

const updateCall = z.object({
  version: programVersion,
  as: z.enum(['update', 'rollback']),
  atOnce: z.boolean(),
});

/** `POST /update {"version", "as", "atOnce"}`: lets an unpacked version wait for the switch. Only for the owner of the home folder. */
export function updateRoute(app: Hono, { owner, updates }: UpdateRouteDeps): void {
  addRestPath(
    app,
    '/update',
    {
      POST: async (context) => {
        const body = await readBody(context.req.raw);
        if (!body.ok) return invalidReply(body.status, body.reason);
        const call = updateCall.safeParse(body.value);
        if (!call.success)
          return failureReply('request-invalid', nothingSent, 'version, as and atOnce are expected');
        const { version, as, atOnce } = call.data;
        return jsonReply((await updates?.accept(version, as, atOnce)) ?? { accepted: false });
      },
    },
    async (header) => (owner.isKey(header) ? 'right' : 'wrong'),
  );
}
