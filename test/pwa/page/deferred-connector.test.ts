import { expect, it } from 'vitest';
import { deferredConnector } from '../../../src/pwa/page/worker-connection.ts';
import { aRequest } from '../../fakes/payment-examples.ts';
import { Shop } from '../../flows/shop.ts';

it('forwards the context that the sidecar adds to a payment, because nothing is sent without its permit', async () => {
  const shop = await Shop.open();
  const connector = deferredConnector(Promise.resolve(shop.connector));
  const asked: string[] = [];
  const givePermit = async ({ orderId }: { orderId: string }) => {
    asked.push(orderId);
    return false;
  };
  const answer = await shop.clock.until(connector.takePayment(aRequest(), { givePermit }));
  expect(answer).toMatchObject({ outcome: 'NOT_SENT', charge: 'not-charged' });
  expect(asked).toEqual(['Order_1']);
  expect(shop.movedAmounts).toEqual([]);
});
