import { movedMoney } from '../../src/simulator/terminal/twin-ledger.ts';
import type { TwinScript } from '../../src/simulator/terminal/twin-script.ts';
import { ChaosShop, type Neighborhood } from './chaos-shop.ts';
import { runEveningDrill } from './evening-drill.ts';
import { duplicate, isDuplicate, type OperationRequest } from './operations.ts';
import {
  askAboutBefore,
  meetLateAnswer,
  type PaymentPlan,
  planPayment,
  type SecondTill,
} from './payment-plan.ts';
import { planRefunds } from './refund-plan.ts';
import type { Chance } from './seeded-chance.ts';
import type { TerminalKind } from './terminal-kind.ts';
import { type TillReply, Tills } from './tills.ts';

const isSettled = ({ answer }: TillReply): boolean =>
  answer !== 'lost' && (answer.outcome === 'APPROVED' || answer.outcome === 'PARTIALLY_APPROVED');

/** One shop's day: payments with their faults, and what the people in the shop do about them. */
export class Story {
  readonly shop: ChaosShop;
  readonly tills: Tills;
  readonly plans: PaymentPlan[] = [];
  readonly resolvedByPerson = new Set<string>();
  /** Number of lines in the log before the refunds. */
  linesOfDay = 0;
  #background: Promise<unknown>[] = [];
  #evenings = 0;

  constructor(
    private readonly chance: Chance,
    kind: TerminalKind,
    private readonly neighborhood?: Neighborhood,
    /** Changes a plan because of the other shops. */
    private readonly adaptToOtherShops: (plan: PaymentPlan, chance: Chance) => PaymentPlan = (plan) => plan,
  ) {
    this.shop = new ChaosShop(chance.stream('shop'), kind, neighborhood);
    this.tills = new Tills(this.shop);
  }

  async runDay(numbers: readonly number[]): Promise<void> {
    // Each shop has its own fault level, from 1 % to 20 % for each family of faults.
    const level = 0.01 + 0.19 * this.chance.draw();
    await this.shop.begin();
    for (const number of numbers) {
      const chance = this.chance.stream(`payment ${number}`);
      const before = this.plans.at(-1);
      const planned = planPayment(number, level, chance, this.shop.kind);
      const ownPlan = askAboutBefore(before, meetLateAnswer(before, planned, chance));
      const plan = this.adaptToOtherShops(ownPlan, chance.stream('shops'));
      this.plans.push(plan);
      await this.#runPayment(plan);
    }
    await Promise.all(this.#background);
    await this.#endDay(`${numbers[0]}`);
    this.linesOfDay = this.shop.log.length;
    if (!this.neighborhood) await this.#runRefunds(numbers[0] ?? 0);
  }

  /** Refunds of the next day. They have random numbers of their own, so that the day before stays the same. */
  async #runRefunds(first: number): Promise<void> {
    const plans = planRefunds(this.tills.replies, first, this.shop.kind, this.chance.stream('refunds'));
    if (plans.length === 0) return;
    for (const plan of plans) {
      this.plans.push(plan);
      await this.#runPayment(plan);
    }
    await Promise.all(this.#background);
    await this.#endDay(`r${first}`);
  }

  async #runPayment(plan: PaymentPlan): Promise<void> {
    const { shop, tills } = this;
    if (plan.beforeLateAnswerMs !== undefined) await shop.terminal.untilBeforeAnswer(plan.beforeLateAnswerMs);
    else if (plan.beginsWhenTerminalSends) await shop.terminal.untilTerminalSends(plan.pauseMs);
    else await shop.clock.sleep(plan.pauseMs);
    this.#scheduleFaults(plan);
    if (!shop.life.alive) await this.#restart(plan);
    let reply = await tills.pay(plan);
    for (let again = 0; ; again++) {
      if (!shop.life.alive) await this.#restart(plan);
      if (isSettled(reply) || isDuplicate(plan.operation)) return;
      await this.#followUp(plan, reply);
      if (again >= plan.retries) return;
      await shop.clock.sleep(this.chance.pick([0, 300, 4000, 70_000]));
      if (!shop.life.alive) await this.#restart(plan);
      reply = await tills.pay(plan);
    }
  }

  /** Schedules the faults of this payment, and what people do about them. */
  #scheduleFaults(plan: PaymentPlan): void {
    const { shop } = this;
    shop.note(
      `--- payment ${plan.number}: ${plan.operation.transactionType} ${plan.operation.paymentMeans} ${plan.amountMinor}; ${plan.faults.join(', ') || 'no fault'}`,
    );
    shop.mishaps.setPlan(plan);
    shop.side.setFaults(plan);
    shop.gateway.setFaults(plan.gatewayFault);
    shop.disk.slowMs = plan.slowDiskMs;
    shop.terminal.setNextScript(plan.script);
    // A person switches a dead terminal off and on after some time.
    const { silentAt, unplugAt, notReady, halfAnswer } = plan.script;
    if (silentAt !== undefined || unplugAt !== undefined || notReady || halfAnswer)
      this.#runLater(this.chance.between(3000, 400_000), () =>
        shop.terminal.reboot(withoutFaults(plan.script)),
      );
    const { kill, clockJump, rebootMs, secondTill, sendNowMs, probeMs } = plan;
    if (kill?.at === 'time') this.#runLater(kill.ms, () => shop.kill('at a time'));
    if (clockJump) {
      this.#runLater(clockJump.afterMs, () => {
        shop.note(`the clock is set by ${clockJump.ms} ms`);
        shop.clock.jump(clockJump.ms);
      });
    }
    if (rebootMs !== undefined) this.#runLater(rebootMs, () => shop.terminal.reboot());
    if (secondTill) this.#runLater(secondTill.afterMs, () => this.#payAtSecondTill(plan, secondTill.asks));
    if (sendNowMs !== undefined)
      this.#runLater(sendNowMs, () => this.#whileAlive(() => shop.connector.sendNotificationsNow({})));
    if (probeMs !== undefined)
      this.#runLater(probeMs, () => this.#whileAlive(() => shop.connector.probeTerminal()));
  }

  #runLater(ms: number, act: () => unknown): void {
    this.#background.push(this.shop.clock.sleep(ms).then(act));
  }

  async #whileAlive(call: () => Promise<unknown>): Promise<void> {
    const { life } = this.shop;
    if (life.alive) await Promise.race([call().catch(() => {}), life.death]);
  }

  async #payAtSecondTill(plan: PaymentPlan, asks: SecondTill): Promise<void> {
    if (!this.shop.life.alive) return;
    const orderId = asks === 'other-order' ? `other-${plan.number}` : plan.orderId;
    const operation: OperationRequest = asks === 'duplicate' ? duplicate : plan.operation;
    await this.tills.pay({
      ...plan,
      orderId,
      operation,
      amountMinor: plan.amountMinor + (asks === 'other-amount' ? 1 : 0),
    });
  }

  async #restart(plan: PaymentPlan): Promise<void> {
    await this.shop.clock.sleep(plan.downMs);
    if (this.shop.life.alive) return;
    await this.shop.begin();
    // Some tills do not wait until the connector is ready.
    await this.shop.clock.sleep(this.chance.pick([0, 2, 400, 5000]));
  }

  /** After an unclear answer a till asks again, or a person reads the terminal's ticket and resolves the payment. */
  async #followUp(plan: PaymentPlan, { answer }: TillReply): Promise<void> {
    const { shop, tills, chance } = this;
    if (chance.happens(0.4)) await tills.ask(plan);
    if (chance.happens(0.3)) {
      await shop.clock.sleep(chance.pick([0, 3000, 60_000]));
      if (!shop.life.alive) return;
      await tills.pay({ ...plan, operation: duplicate });
    }
    if (answer === 'lost' || answer.outcome !== 'UNKNOWN' || !answer.paymentId || chance.happens(0.7)) return;
    await shop.clock.sleep(chance.between(10_000, 400_000));
    if (!shop.life.alive || !shop.terminal.idle) return;
    const { paymentId } = answer;
    const charge = shop.terminal.charges.find((line) => line.paymentId === paymentId && movedMoney(line));
    if (charge && charge.amountMinor !== plan.amountMinor) return;
    const paid = charge !== undefined;
    shop.note(`a person says ${paymentId} was ${paid ? '' : 'not '}paid`);
    this.resolvedByPerson.add(paymentId);
    await this.#whileAlive(() =>
      shop.connector.resolvePayment({ paymentId, paid, by: 'Ana', why: 'the ticket' }),
    );
  }

  /** All faults stop, the terminal sends its late answers, and the connector starts for the last time. */
  async #endDay(name: string): Promise<void> {
    const { shop } = this;
    const { clock } = shop;
    shop.note('--- evening');
    shop.mishaps.setPlan(undefined);
    shop.side.setFaults(undefined);
    shop.gateway.setFaults(undefined);
    shop.disk.slowMs = 4;
    await clock.sleep(400_000);
    shop.disk.failing = false;
    shop.side.plug();
    if (!shop.life.alive) await shop.begin();
    await clock.sleep(600_000);
    this.#evenings += 1;
    const isPulled = this.chance.happens(0.5);
    await runEveningDrill(shop, this.tills, { name, evening: this.#evenings, isPulled });
    shop.kill('for the last time', true);
    await clock.sleep(1000);
    await shop.begin();
    // The longest pause between two tries to notify HiPay, doubled for clocks that were set back.
    await clock.sleep(2_700_000);
    for (const { orderId, state } of shop.disk.memory.notifications.values())
      if (state === 'pending') shop.violation(`the notification of ${orderId} does not go out by itself`);
    await this.#whileAlive(() => shop.connector.sendNotificationsNow({}));
    await clock.sleep(60_000);
  }
}

function withoutFaults({ silentAt: _s, unplugAt: _u, ...script }: TwinScript): TwinScript {
  return { ...script, notReady: false, halfAnswer: false };
}
