import { channelContract } from '../contracts/channel.contract.ts';
import { tabsContract } from '../contracts/tabs.contract.ts';
import { channelPair, memoryTabs } from './memory-tabs.ts';

channelContract('memory', { notifiesOtherEnd: true, carriesText: false }, async () => {
  const [here, there] = channelPair();
  return { here, there };
});

tabsContract('memory', () => memoryTabs().tab);
