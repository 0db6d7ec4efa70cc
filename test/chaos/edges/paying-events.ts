import type { PayingEvent } from './edge-plan.ts';
import { type EdgeShop, tillLogin } from './edge-shop.ts';
import { becomesTrue, pause } from './pause.ts';
import { rawCall } from './raw-till.ts';
import type { Sale } from './sale.ts';
import { RestTill, type RunningPost } from './till-clients.ts';
import type { SaleKey } from './timeline.ts';

interface Scene {
  readonly sale: Sale;
  readonly shop: EdgeShop;
  readonly running: RunningPost;
}

/** Runs an event while the customer pays. Returns true if the customer still waits, and decides a little later. */
export async function runPayingEvent(event: PayingEvent, sale: Sale, running: RunningPost): Promise<boolean> {
  sale.timeline.note(`event: ${event}`);
  return (await actions[event]({ sale, shop: sale.shop, running })) === true;
}

/** Long enough for an answer that needs no customer. */
const answerMs = 60;

/** Longer than the 250 ms in which a sidecar notices a reset, shorter than the silence after which a page counts as hung. */
const resetNoticedMs = 400;

const actions: Readonly<Record<PayingEvent, (scene: Scene) => unknown>> = {
  'page-reloads': async ({ shop }) => {
    const { profile } = shop;
    shop.page?.close();
    await shop.openPage(profile);
  },
  'page-dies-other-opens': async ({ shop }) => {
    const { otherProfile } = shop;
    shop.closePages();
    await shop.openPage(otherProfile);
  },
  'page-dies': ({ shop }) => shop.page?.close(),
  'page-dies-at-the-charge': async ({ shop }) => {
    const { page, terminal } = shop;
    terminal.atNextCharge(() => page?.close());
    terminal.release();
    await pause(answerMs);
    terminal.atNextCharge(() => {});
  },
  'page-hangs-a-while': async ({ shop }) => {
    const life = shop.page?.life;
    life?.hang();
    shop.terminal.release();
    await pause(2 * answerMs);
    life?.wake();
  },
  'page-hangs': async ({ shop, running }) => {
    const life = shop.page?.life;
    life?.hang();
    shop.terminal.release();
    await running.ended;
    life?.wake();
  },
  stop: async (scene) => {
    const { sale, shop } = scene;
    const { replies } = await rawCall({ ...tillCall(shop), method: 'GET', path: '/stop' }).ended;
    // After wrong passwords the call is refused (429) and stops nothing, so a person sends the signal.
    if (replies.length > 0) await shop.signalStop();
    const beside = repeatBeside(scene);
    const known = sale.earlier.at(-1);
    if (known) await beginBeside(scene, known).ended;
    await pause(answerMs);
    shop.terminal.release();
    await beside?.ended;
    await shop.sidecarStopped();
    await shop.startSidecar();
  },
  'repeat-beside': async (scene) => {
    const beside = repeatBeside(scene);
    await pause(answerMs);
    scene.shop.terminal.release();
    await beside?.ended;
  },
  'repeat-with-wrong-password': async (scene) => {
    await beginBeside(scene, scene.sale.key, `${tillLogin.user}:forgotten`).ended;
  },
  'repeat-with-other-amount': async (scene) => {
    const { key } = scene.sale;
    await beginBeside(scene, { ...key, amountMinor: key.amountMinor + 1 }).ended;
  },
  'till-leaves': async ({ shop, running }) => {
    running.leave();
    setTimeout(() => shop.terminal.release(), 2 * answerMs);
    await running.ended;
    // The till asks again while the first payment still runs.
    return true;
  },
  'till-leaves-hung-page': async ({ sale, shop, running }) => {
    const { page } = shop;
    await pause(answerMs);
    running.leave();
    await pause(resetNoticedMs);
    const takenBefore = shop.terminal.taken;
    page?.life.wake();
    if (await becomesTrue(() => shop.terminal.taken > takenBefore, 2 * answerMs))
      sale.timeline.violation('a payment begins after its till has gone', `${sale.key.order}`, sale.key.sale);
  },
  'other-browser-opens': async ({ shop }) => {
    await shop.openPage(shop.otherProfile);
    await pause(answerMs);
  },
  'hipay-down': ({ shop }) => shop.gateway.setFaults('down'),
  'cable-out': async ({ shop }) => {
    shop.terminal.unplug();
    await pause(answerMs);
    shop.terminal.release();
    await pause(answerMs);
    shop.terminal.plug();
  },
  'other-till': async (scene) => {
    const { sale, amountMinor } = scene.sale.key;
    await beginBeside(scene, { sale: sale + 0.5, amountMinor: amountMinor + 2, order: `T${sale}` }).ended;
  },
};

const tillCall = ({ port }: EdgeShop) => ({
  port,
  login: `${tillLogin.user}:${tillLogin.password}`,
  limitMs: 5000,
});

/** Repeats the till's request on a second socket. A till without numbers cannot: its second request is another sale. */
const repeatBeside = (scene: Scene): RunningPost | undefined =>
  scene.sale.key.order === undefined ? undefined : beginBeside(scene, scene.sale.key);

/** Sends a second request on a socket of its own. Its answer is judged too. */
const beginBeside = ({ sale, shop }: Scene, key: SaleKey, login?: string): RunningPost =>
  new RestTill(shop, sale.timeline, login).begin(key, 'clean');
