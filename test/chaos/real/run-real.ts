import { parseArgs } from 'node:util';
import { seededChance } from '../seeded-chance.ts';
import { readPageJournal } from './page-journal.ts';
import { judgeReal } from './real-oracles.ts';
import { drawPlans } from './real-plan.ts';
import { reportReal, totalsOf } from './real-report.ts';
import { RealShop } from './real-shop.ts';
import { RealStory } from './real-story.ts';
import { readSecondCopy } from './second-copy.ts';

const { values } = parseArgs({
  options: {
    real: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    payments: { type: 'string', default: '200' },
    verbose: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const payments = Number(values.payments);

const began = performance.now();
const shop = await RealShop.open();
try {
  const plans = drawPlans(seededChance(`real ${seed}`), payments);
  const story = new RealStory(shop, (text) => {
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    if (values.verbose) process.stderr.write(`${seconds} s ${text}\n`);
  });
  await story.runDay(plans);
  const journal = await readPageJournal(shop.browser.page);
  const copies = readSecondCopy(await shop.secondCopy());
  const violations = judgeReal({ story, plans, journal, copies });
  const { charged, approved, doubtful, gateway } = totalsOf(story, journal);
  if (charged !== approved + doubtful || approved !== gateway) violations.push('the totals do not agree');
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(`${reportReal({ seed, payments, seconds }, story, journal, violations)}\n`);
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await shop.close();
}
