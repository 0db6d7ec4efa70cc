import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { argv, stdout } from 'node:process';
import Fastify from 'fastify';

// The same two handlers on other servers, in a separate process: `peers.js fastify | http <user:password>`. They check
// the password, return a version and refuse an order; they have no Host and Origin checks, limits, metrics or page.
const [, , kind = 'http', account = ''] = argv;
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const expected = digest(`Basic ${Buffer.from(account).toString('base64')}`);
const isKnown = (header: string | undefined): boolean => timingSafeEqual(digest(header ?? ''), expected);
const version = { version: '0.1.0' };
const refusal = {
  error: { paymentStatus: 'FAILURE', errorCode: '1104', errorDescription: 'amount: is missing' },
};

const ready = (port: number) => stdout.write(`ready ${port}\n`);

function bare(): void {
  const server = createServer((asked, reply) => {
    const send = (status: number, body: unknown) => {
      const text = JSON.stringify(body);
      reply.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      });
      reply.end(text);
    };
    if (!isKnown(asked.headers.authorization)) return send(401, refusal);
    if (asked.method === 'GET') return send(200, version);
    let text = '';
    asked.on('data', (piece) => {
      text += piece;
    });
    asked.on('end', () => {
      const { amount } = JSON.parse(text);
      send(amount === undefined ? 400 : 200, refusal);
    });
  });
  server.listen(0, '127.0.0.1', () => ready((server.address() as { port: number }).port));
}

async function fastify(): Promise<void> {
  const app = Fastify();
  app.addHook('onRequest', async (asked, reply) => {
    if (!isKnown(asked.headers.authorization)) await reply.code(401).send(refusal);
  });
  app.get('/version', async () => version);
  app.post('/order', async (asked, reply) => {
    const { amount } = asked.body as { amount?: unknown };
    return reply.code(amount === undefined ? 400 : 200).send(refusal);
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  ready((app.server.address() as { port: number }).port);
}

await (kind === 'fastify' ? fastify() : bare());
