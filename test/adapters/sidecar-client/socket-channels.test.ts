import { socketChannel } from '../../../src/sidecar/page/socket-channel.ts';
import { channelContract } from '../../contracts/channel.contract.ts';
import { BrowserWebSocket } from '../../fakes/browser-web-socket.ts';
import { socketServer } from '../../fakes/socket-server.ts';
import { socketSetup } from './socket-setup.ts';

const traits = { notifiesOtherEnd: true, carriesText: true };

const nonsenseSender = (line: { send(data: string | Uint8Array): void }) => () => {
  line.send('{"half":');
  line.send('');
  line.send(Uint8Array.of(1, 2, 3));
};

channelContract('WebSocket, the page’s end', traits, async () => {
  const server = await socketServer();
  const page = socketSetup(server.url);
  page.socket.reconnect();
  const [socket, there] = await Promise.all([server.accepted(), page.channels.next()]);
  return { here: socketChannel(socket), there, sayNonsense: nonsenseSender(socket) };
});

channelContract('WebSocket, the sidecar’s end', traits, async () => {
  const server = await socketServer();
  const page = new BrowserWebSocket(server.url);
  const open = new Promise((resolve) => page.once('open', resolve));
  const [socket] = await Promise.all([server.accepted(), open]);
  return { here: socketChannel(page), there: socketChannel(socket), sayNonsense: nonsenseSender(page) };
});
