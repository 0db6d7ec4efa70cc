import { broadcastTabs } from '../../../src/adapters/browser/broadcast-tabs.ts';
import { tabsContract } from '../../contracts/tabs.contract.ts';

tabsContract('BroadcastChannel in Chromium', () => {
  const name = `test-tabs-${crypto.randomUUID()}`;
  return () => {
    const line = new BroadcastChannel(name);
    return broadcastTabs({ line, locks: navigator.locks, newId: () => crypto.randomUUID() });
  };
});
