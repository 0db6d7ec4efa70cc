import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * A minimal page: it opens the first granted port as soon as the browser reports it, sends ENQ, and
 * reports the terminal's answer. No page can be faster, so it is the floor.
 */
const script = `
const open = async (port) => {
  for (let tries = 0; ; tries++) {
    try {
      await port.open({ baudRate: 9600, dataBits: 7, parity: 'even' });
      break;
    } catch (error) {
      if (tries > 400) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  const writer = port.writable.getWriter();
  const reader = port.readable.getReader();
  const reading = reader.read();
  let heard;
  while (!heard) {
    await writer.write(Uint8Array.of(5));
    heard = await Promise.race([reading, new Promise((resolve) => setTimeout(resolve, 1000))]);
  }
  if (heard.value?.[0] === 6) {
    await writer.write(Uint8Array.of(4));
    document.title = 'ready';
  }
  reader.read().catch(() => {});
};
navigator.serial.addEventListener('connect', ({ target }) => open(target));
navigator.serial.addEventListener('disconnect', () => { document.title = 'away'; });
navigator.serial.getPorts().then(([port]) => port && open(port));
`;

export async function servePlainPage(port: number): Promise<() => Promise<void>> {
  const server = createServer((_asked, reply) => {
    reply.writeHead(200, { 'content-type': 'text/html' });
    reply.end(`<!doctype html><title>away</title><script type="module">${script}</script>`);
  });
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
}
