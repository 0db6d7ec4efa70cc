import { twinScript } from '../../src/simulator/terminal-twin/twin-script.ts';
import type { ChaosShop } from './chaos-shop.ts';
import type { Tills, Told } from './tills.ts';

/** Of no other payment, so that nobody can doubt whose a late answer is. */
const amounts = { usual: 55, late: 56 };
const tooSlowMs = 200_000;

const outcomeOf = ({ answer }: Told): string =>
  answer === 'lost' ? answer : `${answer.outcome} ${answer.failure ?? ''}`.trim();

/**
 * With nothing wrong any more a shop works as on its first day: it takes a payment, gives up on a customer who is too
 * slow (or on a line that is `pulled` meanwhile), and takes the terminal's late word. A connector that only refuses would break none of the other rules.
 */
export async function eveningDrill(
  shop: ChaosShop,
  tills: Tills,
  { name, pulled }: { name: string; pulled: boolean },
): Promise<void> {
  const { clock, terminal, cable } = shop;
  const expectOutcome = (told: Told, wanted: string) => {
    const outcome = outcomeOf(told);
    if (outcome !== wanted)
      shop.violation(`in the evening, ${told.orderId}: ${outcome} instead of ${wanted}`);
  };
  const customer = (customerMs: number) => {
    const script = twinScript('accept', { customerMs });
    if (script) terminal.next(script);
  };
  customer(500);
  expectOutcome(await tills.pay(`evening-${name}`, amounts.usual), 'APPROVED');
  // Whose an unasked answer is, only dates tell.
  if (clock.wasSetBack) return;
  await clock.sleep(5000);
  customer(tooSlowMs);
  // Whoever listens must have come back by itself: the browser does not always tell.
  if (pulled) clock.after(60_000, () => cable.unplug(3000));
  expectOutcome(await tills.pay(`late-${name}`, amounts.late), 'UNKNOWN outcome-unknown');
  await clock.sleep(tooSlowMs + 60_000);
  expectOutcome(await tills.ask(`late-${name}`, amounts.late), 'APPROVED');
}
