import type { HipayPay } from '../../element/index.ts';
import type { TestOptions } from '../../testing/index.ts';
import type { Seen, Stage } from './stage.ts';

/** A situation that every till must handle. */
export interface Situation {
  readonly id: string;
  readonly title: string;
  /** What a till must do. */
  readonly must: string;
  readonly world: TestOptions;
  readonly expected: Seen;
  /** Plays it; gives the element with the last screen. */
  play(stage: Stage): Promise<HipayPay>;
}

/** The till pays, and that is all. */
export const plainly = async (stage: Stage): Promise<HipayPay> => {
  const pay = stage.load();
  await stage.pay(pay);
  return pay;
};

export const once = [1023];
export const again = ['Try again'];
export const ask = ['Ask again'];
