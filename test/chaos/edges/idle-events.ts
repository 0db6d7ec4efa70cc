import type { IdleEvent } from './edge-plan.ts';
import { type EdgeShop, tillLogin } from './edge-shop.ts';
import { pause } from './pause.ts';
import { rawCall } from './raw-till.ts';

/** More than the number of free guesses: the sidecar then looks at no unknown password for a second. */
const guesses = 6;

/** Does one of the events that happen while no payment runs. */
export async function happen(event: IdleEvent, shop: EdgeShop): Promise<void> {
  shop.timeline.note(`event: ${event}`);
  await doers[event](shop);
}

const doers: Readonly<Record<IdleEvent, (shop: EdgeShop) => Promise<void> | void>> = {
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
  'restore-profile': async (shop) => {
    const { profile } = shop;
    shop.closePages();
    profile.restore();
    await openAndWait(shop, profile);
  },
  'wipe-profile': async (shop) => {
    const { profile } = shop;
    // The second copy has what this browser wrote before somebody clears its storage.
    await pause(20);
    shop.closePages();
    profile.wipe();
    await openAndWait(shop, profile);
  },
  'hipay-down': (shop) => shop.gateway.suffer('down'),
  'hipay-up': (shop) => shop.gateway.suffer('accept'),
  'restart-sidecar': async (shop) => {
    await shop.stopSidecar();
    await shop.startSidecar();
    await shop.pageReady();
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

async function openAndWait(shop: EdgeShop, profile: EdgeShop['profile']): Promise<void> {
  await shop.openPage(profile);
  await shop.pageReady();
}
