import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { nothingSent } from '../../core/payment/money-text.ts';
import { gatewayScript, gatewayTwinPath } from '../../simulator/gateway/gateway-script.ts';
import type { GatewayTwin } from '../../simulator/gateway/gateway-twin.ts';
import type { CredentialCheck } from '../access/credential-check.ts';
import { failed, invalid, json, readBody, restPath } from './rest.ts';

const scriptCall = z.object({ script: gatewayScript });

/** Adds the routes of the simulated HiPay: the gateway for the page, the ledger and scripts for people and tests. Never in `prod`. */
export function simulatorRoutes(app: Hono, twin: GatewayTwin, check: CredentialCheck): void {
  const state = () => ({
    simulated: true,
    script: twin.script(),
    calls: twin.calls(),
    orders: twin.orders(),
  });
  restPath(app, `${gatewayTwinPath}/ledger`, { GET: () => json(state()) }, check);
  restPath(
    app,
    `${gatewayTwinPath}/script`,
    {
      PUT: async (context) => {
        const body = await readBody(context.req.raw);
        if (!body.ok) return invalid(body.status, body.reason);
        const call = scriptCall.safeParse(body.value);
        if (!call.success)
          return failed(
            'request-invalid',
            nothingSent,
            `script: is one of ${gatewayScript.options.join(', ')}`,
          );
        twin.play(call.data.script);
        return json({ simulated: true, script: twin.script() });
      },
    },
    check,
  );
  app.route(gatewayTwinPath, twin.app);
}
