import { channelContract } from '../contracts/channel.contract.ts';
import { channelPair } from './memory-tabs.ts';

channelContract('memory', { tellsOtherEnd: true, carriesText: false }, async () => {
  const [here, there] = channelPair();
  return { here, there };
});
