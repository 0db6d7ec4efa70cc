import { twinScript } from '../../src/simulator/terminal/twin-script.ts';
import type { ChaosShop } from './chaos-shop.ts';
import { duplicate, type OperationRequest, sale } from './operations.ts';
import type { TillReply, Tills } from './tills.ts';

/** No other payment has these amounts, so a late answer belongs to one order only. A second evening has others. */
const amountsOf = (evening: number) => ({ usual: 53 + 2 * evening, late: 54 + 2 * evening });
const tooSlowMs = 200_000;

const outcomeOf = ({ answer }: TillReply): string =>
  answer === 'lost' ? answer : `${answer.outcome} ${answer.failure ?? ''}`.trim();

/**
 * After all faults a shop must still work. It takes a payment, gives up on a customer who is too slow (or on a line that
 * is unplugged meanwhile: `isPulled`), and takes the terminal's late answer. Without this drill, a connector that refuses
 * every payment would break no rule.
 */
export async function runEveningDrill(
  shop: ChaosShop,
  tills: Tills,
  { name, evening, isPulled }: { name: string; evening: number; isPulled: boolean },
): Promise<void> {
  const { clock, terminal, side } = shop;
  const amounts = amountsOf(evening);
  const isOnNetwork = shop.kind === 'v3-calls';
  const expectOutcome = (reply: TillReply, ...expected: string[]) => {
    const outcome = outcomeOf(reply);
    if (!expected.includes(outcome))
      shop.violation(
        `in the evening, ${reply.operation.transactionType} ${reply.orderId}: ${outcome} instead of ${expected.join(' or ')}`,
      );
  };
  const order = (which: keyof typeof amounts, operation: OperationRequest = sale) => ({
    orderId: `${which === 'usual' ? 'evening' : 'late'}-${name}`,
    amountMinor: amounts[which],
    operation,
  });
  const customer = (customerMs: number) => {
    const script = twinScript('accept', { customerMs });
    if (script) terminal.setNextScript(script);
  };
  customer(500);
  expectOutcome(await tills.pay(order('usual')), 'APPROVED');
  // Only the dates show to which payment an unsolicited answer belongs.
  if (clock.wasSetBack) return;
  await clock.sleep(5000);
  customer(tooSlowMs);
  // A serial line must be opened again without an event, because the browser does not always send one. A network
  // connection is not opened again.
  if (isPulled) clock.after(60_000, () => side.unplug(3000));
  expectOutcome(await tills.pay(order('late')), 'UNKNOWN outcome-unknown');
  await clock.sleep(tooSlowMs + 60_000);
  const late = isOnNetwork && isPulled ? 'UNKNOWN outcome-unknown' : 'APPROVED';
  const reply = await tills.ask(order('late'));
  // Another shop of the same clock may set it back during the wait: then a person may have to look.
  if (clock.wasSetBack) return expectOutcome(reply, late, 'UNKNOWN outcome-unknown');
  expectOutcome(reply, late);
  if (shop.kind === 'concert') return;
  // A duplicate reports the payment and changes nothing.
  customer(500);
  expectOutcome(await tills.pay(order('late', duplicate)), 'APPROVED');
  expectOutcome(await tills.ask(order('late')), late);
}
