import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { nothingSent } from '../../core/payment/money-text.ts';
import type { OwnerKey } from '../access/owner-key.ts';
import type { EraseCustomers } from '../page/erase-customers.ts';
import { addRestPath, failureReply, invalidReply, jsonReply, readBody } from './rest.ts';

export interface EraseRouteDeps {
  readonly owner: OwnerKey;
  readonly eraser: Pick<EraseCustomers, 'erase'>;
}

const eraseCall = z.object({ customer: z.string().check(z.minLength(1), z.maxLength(64)) });

/** `POST /erase {"customer"}`: erases one customer, only for the owner of the home folder. */
export function eraseRoute(app: Hono, { owner, eraser }: EraseRouteDeps): void {
  addRestPath(
    app,
    '/erase',
    {
      POST: async (context) => {
        const body = await readBody(context.req.raw);
        if (!body.ok) return invalidReply(body.status, body.reason);
        const call = eraseCall.safeParse(body.value);
        if (!call.success)
          return failureReply('request-invalid', nothingSent, 'customer: has 1 to 64 characters');
        return jsonReply(await eraser.erase(call.data.customer));
      },
    },
    async (header) => (owner.isKey(header) ? 'right' : 'wrong'),
  );
}
