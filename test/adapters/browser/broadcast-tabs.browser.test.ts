import { broadcastTabs } from '../../../src/adapters/browser/broadcast-tabs.ts';
import { tabsContract } from '../../contracts/tabs.contract.ts';

tabsContract('BroadcastChannel in Chromium', () => {
  const name = `test-tabs-${crypto.randomUUID()}`;
  return () => {
    const broadcast = new BroadcastChannel(name);
    return broadcastTabs({ broadcast, locks: navigator.locks, newId: () => crypto.randomUUID() });
  };
});
