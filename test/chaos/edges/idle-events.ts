import type { IdleEvent } from './edge-plan.ts';
import { type EdgeShop, tillLogin } from './edge-shop.ts';
import { pause } from './pause.ts';
import { rawCall } from './raw-till.ts';

/** The number of free guesses. After them the sidecar checks no unknown password for a second. */
const guesses = 5;

/** Time in which the sidecar gets the copies of the last records. */
const copiedMs = 20;

/** Does one of the events that happen while no payment runs. */
export async function runIdleEvent(event: IdleEvent, shop: EdgeShop): Promise<void> {
  shop.timeline.note(`event: ${event}`);
  await actions[event](shop);
}

const actions: Readonly<Record<IdleEvent, (shop: EdgeShop) => Promise<void> | void>> = {
  'switch-browser': async (shop) => {
    const other = shop.otherProfile;
    shop.closePages();
    await openAndWait(shop, other);
  },
  'open-other-browser': (shop) => openAndWait(shop, shop.otherProfile),
  reload: async (shop) => {
    const { profile } = shop;
    shop.closePages();
    await openAndWait(shop, profile);
  },
  'close-pages': (shop) => shop.closePages(),
  'copy-profile': (shop) => shop.profile.copy(),
  'restore-profile': (shop) => replaceStorage(shop, () => shop.profile.restore()),
  'wipe-profile': (shop) => replaceStorage(shop, () => shop.profile.wipe()),
  'hipay-down': (shop) => shop.gateway.setFaults('down'),
  'hipay-up': (shop) => shop.gateway.setFaults('accept'),
  'restart-sidecar': async (shop) => {
    await shop.stopSidecar();
    await shop.startSidecar();
    await shop.pageReady();
  },
  'a-day-passes': async (shop) => {
    const { profile } = shop;
    shop.closePages();
    await shop.stopSidecar();
    shop.makeOlder();
    await shop.startSidecar();
    await openAndWait(shop, profile);
  },
  unplug: (shop) => shop.terminal.unplug(),
  plug: (shop) => shop.terminal.plug(),
  'wrong-passwords': async ({ port }) => {
    const wrong = Array.from({ length: guesses }, (_, place) =>
      rawCall({
        port,
        method: 'GET',
        path: '/version',
        login: `${tillLogin.user}:guess ${place}`,
        limitMs: 5000,
      }),
    );
    await Promise.all(wrong.map(({ ended }) => ended));
  },
};

/** Replaces the storage only while the page is connected: a record without a second copy would be lost for good. */
async function replaceStorage(shop: EdgeShop, replace: () => void): Promise<void> {
  if (!(await shop.pageReady())) return;
  await pause(copiedMs);
  const { profile } = shop;
  replace();
  shop.closePages();
  await openAndWait(shop, profile);
}

async function openAndWait(shop: EdgeShop, profile: EdgeShop['profile']): Promise<void> {
  await shop.openPage(profile);
  await shop.pageReady();
}
