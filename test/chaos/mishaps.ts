import type { OutboxEntry } from '../../src/core/hipay/outbox-entry.ts';
import type { PaymentRecord } from '../../src/core/payment/payment-record.ts';
import type { KillPoint } from './faults.ts';
import type { Direction } from './line-faults.ts';
import type { PaymentPlan } from './payment-plan.ts';

interface MishapDeps {
  kill(why: string): void;
  failDisk(ms: number, reads: boolean): void;
}

/** Waits for the moment at which a payment's plan kills the connector or breaks its disk. */
export class Mishaps {
  #storage: PaymentPlan['storage'];
  #killPoint: KillPoint | undefined;
  #writes = 0;

  constructor(private readonly deps: MishapDeps) {}

  /** Sets the plan of the next payment. Faults of the last payment that did not happen are dropped. */
  setPlan(plan: PaymentPlan | undefined): void {
    this.#storage = plan?.storage;
    this.#killPoint = plan?.kill;
    this.#writes = 0;
  }

  /** Kills the connector if the plan says so for this transmission. */
  onTransmission(direction: Direction, transmission: number): void {
    this.#killIf(
      (point) => point.at === 'wire' && point.direction === direction && point.transmission === transmission,
    );
  }

  onGatewayMoment(moment: 'asked' | 'taken' | 'answered'): void {
    this.#killIf((point) => point.at === 'gateway' && point.moment === moment);
  }

  /** A write was requested, and is not on the disk yet. */
  asked(what: PaymentRecord | OutboxEntry): void {
    const storage = this.#storage;
    if (storage && this.#writes++ === storage.write) this.deps.failDisk(storage.ms, storage.reads);
    this.#killIf((point) => {
      if ('entryId' in what) return point.at === 'outbox-write';
      return point.at === 'record' && point.state === what.state && !point.written;
    });
  }

  written({ state }: PaymentRecord): void {
    this.#killIf((point) => point.at === 'record' && point.state === state && point.written);
  }

  #killIf(here: (point: KillPoint) => boolean): void {
    const point = this.#killPoint;
    if (!point || !here(point)) return;
    this.#killPoint = undefined;
    this.deps.kill(JSON.stringify(point));
  }
}
