import { onTestFinished } from 'vitest';
import { type MessageEnd, messagePortChannel } from '../../../src/adapters/browser/message-port.ts';
import { channelContract } from '../../contracts/channel.contract.ts';

channelContract('MessagePort in Node', { notifiesOtherEnd: false, carriesText: false }, async () => {
  const { port1, port2 } = new MessageChannel();
  // An open port would keep the process alive.
  onTestFinished(() => port1.close());
  const channel = (port: MessagePort) => messagePortChannel(port as MessageEnd);
  return { here: channel(port1), there: channel(port2) };
});
