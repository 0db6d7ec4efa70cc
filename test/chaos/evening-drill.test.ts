import { expect, it } from 'vitest';
import { ChaosShop } from './chaos-shop.ts';
import { runEveningDrill } from './evening-drill.ts';
import { seededChance } from './seeded-chance.ts';
import { terminalKinds } from './terminal-kind.ts';
import { Tills } from './tills.ts';

it.each(terminalKinds.flatMap((kind) => [1, 2, 3, 4].map((seed) => [kind, seed] as const)))(
  '%s, seed %i: the drill expects no settled late answer if the clock is set back while the customer is slow',
  async (kind, seed) => {
    const shop = new ChaosShop(seededChance(`${seed}`), kind);
    const drill = async () => {
      await shop.begin();
      await shop.clock.sleep(10_000);
      shop.clock.after(100_000, () => shop.clock.jump(-1_200_000));
      await runEveningDrill(shop, new Tills(shop), { name: 'a', evening: 1, isPulled: false });
    };
    await shop.clock.until(drill());
    expect(shop.clock.wasSetBack).toBe(true);
    expect(shop.violations).toEqual([]);
  },
);
