import { parseArgs } from 'node:util';
import { runPairs } from './shop-pairs.ts';

const { values } = parseArgs({
  options: {
    shops: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    payments: { type: 'string', default: '5000' },
    equal: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
const began = performance.now();
const only = values.only === undefined ? undefined : Number(values.only);
const result = await runPairs(Number(values.seed), Number(values.payments), {
  equalNumberShare: Number(values.equal) / 100,
  only,
});
const { violations, entries } = result;
const lines = [
  ...violations.slice(0, 2).flatMap(({ payments, broken, log }) => [`=== ${payments}`, ...broken, ...log]),
  ...violations.map(({ payments, broken }) => `pair ${payments}: ${broken.join('; ')}`),
  `notifications by their end: ${JSON.stringify(entries)}`,
  `${result.equalNumbers} numbers of both shops, ${result.equalInAll} with equal amount and contract; ${result.lookUps} look-ups`,
  `seed ${values.seed}: ${result.payments} payments in ${result.pairs} pairs, both keys, ${((performance.now() - began) / 1000).toFixed(1)} s, trace ${result.trace.slice(0, 12)}`,
  `${violations.length} pairs with violations`,
];
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = violations.length === 0 ? 0 : 1;
