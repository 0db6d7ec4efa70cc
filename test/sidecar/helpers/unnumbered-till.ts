import { connect } from 'node:net';
import { postOrder, type RunningSidecar } from './running-sidecar.ts';

// A till that sends no order number, and a sale of 3.30 EUR.

export const sale = { amount: 3.3, currency: 'EUR' };

/** The answer to a till if only a person knows whether the till repeats a paid sale. */
export const unknown = { paymentStatus: 'FAILURE', outcome: 'UNKNOWN', errorCode: '1102' };

export const json = async (reply: Promise<Response>) =>
  (await (await reply).json()) as Record<string, unknown>;
export const postSale = (sidecar: RunningSidecar) => json(postOrder(sidecar, sale));
export const postNumbered = (sidecar: RunningSidecar, id = 'X1') =>
  json(postOrder(sidecar, { amount: 10.23, currency: 'EUR', order_id: id }));

/** Posts the sale on a socket, and resets the socket once `until` has resolved. */
export async function postAndReset(
  sidecar: RunningSidecar,
  until: () => Promise<unknown>,
  order: object = sale,
) {
  const body = JSON.stringify(order);
  const socket = connect(sidecar.port, '127.0.0.1', () =>
    socket.write(
      `POST /order HTTP/1.1\r\nHost: 127.0.0.1:${sidecar.port}\r\nAuthorization: ${sidecar.basic}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    ),
  );
  socket.on('error', () => {});
  await until();
  socket.resetAndDestroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
}
