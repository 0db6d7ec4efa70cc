import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { nothingSent } from '../../core/payment/money-text.ts';
import { gatewayScript, gatewayTwinPath } from '../../simulator/gateway/gateway-script.ts';
import type { GatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import type { CredentialCheck } from '../access/credential-check.ts';
import { addRestPath, failureReply, invalidReply, jsonReply, readBody } from './rest.ts';

const scriptCall = z.object({ script: gatewayScript });

/** Adds the routes of the simulated HiPay: the gateway for the page, the ledger and scripts for people and tests. Never in `prod`. */
export function simulatorRoutes(app: Hono, twin: GatewayTwin, check: CredentialCheck): void {
  const state = () => ({
    simulated: true,
    script: twin.script(),
    calls: twin.calls(),
    orders: twin.orders(),
  });
  addRestPath(app, `${gatewayTwinPath}/ledger`, { GET: () => jsonReply(state()) }, check);
  addRestPath(
    app,
    `${gatewayTwinPath}/script`,
    {
      PUT: async (context) => {
        const body = await readBody(context.req.raw);
        if (!body.ok) return invalidReply(body.status, body.reason);
        const call = scriptCall.safeParse(body.value);
        if (!call.success)
          return failureReply(
            'request-invalid',
            nothingSent,
            `script: is one of ${gatewayScript.options.join(', ')}`,
          );
        twin.play(call.data.script);
        return jsonReply({ simulated: true, script: twin.script() });
      },
    },
    check,
  );
  app.route(gatewayTwinPath, twin.app);
}
