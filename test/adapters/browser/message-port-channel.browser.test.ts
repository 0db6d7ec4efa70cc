import { messagePortChannel } from '../../../src/adapters/browser/message-port.ts';
import { channelContract } from '../../contracts/channel.contract.ts';

channelContract('MessagePort in Chromium', { notifiesOtherEnd: false, carriesText: false }, async () => {
  const { port1, port2 } = new MessageChannel();
  return { here: messagePortChannel(port1), there: messagePortChannel(port2) };
});
