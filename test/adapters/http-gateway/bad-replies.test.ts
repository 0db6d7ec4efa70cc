import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { httpGateway } from '../../../src/adapters/http-gateway/http-gateway.ts';
import { afterReply, beginTry } from '../../../src/core/hipay/delivery-try.ts';
import type { OutboxEntry } from '../../../src/core/hipay/outbox-entry.ts';
import { afterAttempt, beginAttempt } from '../../../src/core/hipay/outbox-machine.ts';
import { anEntry } from '../../fakes/payment-examples.ts';

// Replies that are broken on a real connection, from the socket to the stored notification.

const fresh = anEntry({
  fields: [
    ['orderid', 'Order_1'],
    ['amount', '10.23'],
    ['currency', 'EUR'],
  ],
});
const lostBefore: OutboxEntry = { ...fresh, attempts: 1, mayHaveArrived: true };
const yes = '{"state":"completed","transactionReference":"800000000001","order":{"id":"Order_1"}}';
const no = '{"code":"3000001","message":"Unknown Order"}';
const notAllowed = '{"code":"1010202","message":"too long"}';

async function serverThat(answers: (response: ServerResponse) => void): Promise<string> {
  // The order is read first: a server that closes earlier resets the connection.
  const server = createServer((request, response) => request.on('end', () => answers(response)).resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const closed = (response: ServerResponse) => response.socket?.destroy();
/** Sends this text of a reply, and closes the connection as a server does at the end of a reply. */
const raw = (text: string) => (response: ServerResponse) => response.socket?.end(text);
const withLength = (status: string, body: string, length: number) =>
  raw(`HTTP/1.1 ${status}\r\ncontent-length: ${length}\r\n\r\n${body}`);
const chunked = (status: string, body: string) =>
  raw(`HTTP/1.1 ${status}\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n`);

it.each<[string, (response: ServerResponse) => void]>([
  ['a reply that comes too late', (response) => setTimeout(() => response.end(yes), 2000).unref()],
  [
    'a reply whose end comes too late',
    (response) => {
      response.write(yes);
      setTimeout(() => response.end(), 2000).unref();
    },
  ],
  ['a connection that is closed before the reply', closed],
  ['a connection that is closed inside the headers', raw('HTTP/1.1 200 OK\r\ncontent-le')],
  ['a yes that is shorter than its length', withLength('200 OK', yes, yes.length + 1)],
  ['a no that is shorter than its length', withLength('404 Not Found', no, no.length + 1)],
  ['a yes without its last chunk', chunked('200 OK', yes)],
  ['a no without its last chunk', chunked('404 Not Found', no)],
  ['a refusal without its last chunk', chunked('400 Bad Request', notAllowed)],
  ['half a yes that has no length', raw(`HTTP/1.0 200 OK\r\n\r\n${yes.slice(0, -2)}`)],
  ['half a no that has no length', raw(`HTTP/1.0 404 Not Found\r\n\r\n${no.slice(0, -2)}`)],
  ['a page', (response) => response.end('<html>completed</html>')],
  ['an empty body', (response) => response.end()],
  ['no content', (response) => response.writeHead(204).end()],
  ['a redirect with a yes', (response) => response.writeHead(302, { location: '/elsewhere' }).end(yes)],
  ['no HTTP', raw(yes)],
])('%s proves nothing: HiPay is asked again, and the order may have arrived', async (_, answers) => {
  const base = await serverThat(answers);
  const account = { url: `${base}/rest/v1/order`, lookUpUrl: `${base}/v3/order`, login: 'l', password: 'p' };
  const gateway = httpGateway(fetch, 500);
  for (const entry of [fresh, lostBefore]) {
    const begun = beginTry(entry);
    const reply =
      begun.nextRequest === 'order'
        ? await gateway.sendOrder(account, entry.fields)
        : await gateway.lookUpOrder(account, 'Order_1');
    const end = afterReply(begun, reply, 1000);
    if (end.kind !== 'end') throw new Error(`asks again: ${end.nextRequest}`);
    expect(end).toMatchObject({ verdict: { kind: 'later' }, mayHaveArrived: true });
    const after = afterAttempt(beginAttempt(entry, 1000, 0), end, 1000, 0);
    expect(after).toMatchObject({ state: 'pending', mayHaveArrived: true });
    expect(beginTry(after).nextRequest).toBe('look-up');
  }
});
