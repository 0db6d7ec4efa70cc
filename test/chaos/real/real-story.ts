import { scriptNamed } from './lasting-terminal.ts';
import { readPageJournal } from './page-journal.ts';
import { resolveOnScreen } from './person.ts';
import type { RealPlan } from './real-plan.ts';
import { becomesTrue, pause, type RealShop } from './real-shop.ts';
import { RealTill, type TillReply } from './real-till.ts';

export interface Kill {
  readonly kind: string;
  /** The last of the ten steps at that moment. */
  readonly step: number;
  readonly orderId: string;
  readonly at: number;
}

/** The day of a real shop: payments one after the other, while its processes are killed. */
export class RealStory {
  readonly till: RealTill;
  readonly kills: Kill[] = [];
  readonly resolved = new Set<string>();
  readonly troubles: string[] = [];

  constructor(
    readonly shop: RealShop,
    private readonly log: (text: string) => void,
  ) {
    this.till = new RealTill(shop);
  }

  async runDay(plans: readonly RealPlan[]): Promise<void> {
    for (const plan of plans) {
      await this.shop.gateway.setFaults(plan.gatewayState);
      await this.#runPayment(plan);
    }
    await this.#endDay();
  }

  async #runPayment(plan: RealPlan): Promise<void> {
    const { terminal } = this.shop;
    // A busy terminal keeps its script: a new script would interrupt its customer.
    const keepsScript = plan.impatient && !terminal.idle;
    if (!keepsScript) await this.#prepareTerminal(plan);
    const mend = () => this.#mendTerminal(plan);
    const [reply] = await Promise.all([this.till.pay(plan, mend), this.#killAndStart(plan)]);
    this.log(
      `${plan.orderId} ${plan.script} ${plan.kill?.kind ?? ''} ${plan.gatewayState}: ${reply.result} ${reply.outcome} ${reply.detail ?? ''}`,
    );
    if (reply.outcome === 'UNKNOWN' && plan.personLooks) await this.#resolveByPerson(plan, reply);
  }

  async #prepareTerminal({ script, customerMs, replugMs }: RealPlan): Promise<void> {
    const { terminal } = this.shop;
    await becomesTrue(() => terminal.idle && terminal.plugged, 12_000);
    terminal.follow(scriptNamed(script, customerMs), () => {
      setTimeout(() => void this.#plugAgain(customerMs), replugMs);
    });
  }

  async #plugAgain(customerMs: number): Promise<void> {
    const { terminal } = this.shop;
    await terminal.plug();
    terminal.follow(scriptNamed('accept', customerMs));
  }

  /** Restarts a terminal that is silent or in its menu. */
  async #mendTerminal({ script, customerMs }: RealPlan): Promise<void> {
    const { terminal } = this.shop;
    if (script !== 'not-ready' && !script.startsWith('silent')) return;
    await becomesTrue(() => terminal.idle, 500);
    terminal.follow(scriptNamed('accept', customerMs));
  }

  async #killAndStart({ kill, orderId }: RealPlan): Promise<void> {
    if (!kill) return;
    const { terminal } = this.shop;
    const killNow = this.shop.prepareKill(kill.kind);
    // The limit ends the wait for a step that never comes, for example on an unplugged line.
    if (terminal.step < kill.step) await Promise.race([terminal.untilStep(kill.step), pause(1500)]);
    if (kill.afterMs > 0) await pause(kill.afterMs);
    this.kills.push({ kind: kill.kind, step: terminal.step, orderId, at: Date.now() });
    await killNow();
    await pause(kill.restartAfterMs);
    await this.shop.startAgain(kill.kind);
  }

  async #resolveByPerson(plan: RealPlan, { outcome }: TillReply): Promise<void> {
    const { terminal } = this.shop;
    if (outcome !== 'UNKNOWN' || !(await becomesTrue(() => terminal.idle, 12_000))) return;
    try {
      if (await resolveOnScreen(this.shop, plan)) this.resolved.add(plan.orderId);
    } catch (error) {
      this.troubles.push(`the screen did not let a person resolve ${plan.orderId}: ${error}`);
    }
  }

  /** All faults stop, everything is killed and started once more, and the pending notifications are delivered. */
  async #endDay(): Promise<void> {
    const { shop } = this;
    const { terminal, browser } = shop;
    await becomesTrue(() => terminal.plugged && terminal.idle, 15_000);
    terminal.follow(scriptNamed('accept', 100));
    await shop.gateway.setFaults('accept');
    await shop.kill('browser');
    await shop.kill('sidecar');
    await shop.startAgain('sidecar');
    await shop.startAgain('browser');
    await shop.expectReady();
    await browser.page.goto(`${shop.sidecar.origin}/#/payments/needs`);
    const drained = async () => {
      const { notifications } = await readPageJournal(browser.page);
      if (notifications.every(({ state }) => state === 'delivered')) return true;
      await browser.page.getByRole('button', { name: /send now/i }).click({ timeout: 1000 });
      return false;
    };
    if (!(await becomesTrue(drained, 60_000))) this.troubles.push('the outbox is not drained');
  }
}
