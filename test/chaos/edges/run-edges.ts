import { parseArgs } from 'node:util';
import { runEdges } from './edge-campaign.ts';
import { reportEdges } from './edge-report.ts';

const { values } = parseArgs({
  options: {
    edges: { type: 'boolean' },
    seed: { type: 'string', default: '1' },
    orders: { type: 'string', default: '2000' },
    only: { type: 'string' },
  },
});
const began = performance.now();
const only = values.only === undefined ? undefined : Number(values.only);
const result = await runEdges(Number(values.seed), Number(values.orders), only);
process.stdout.write(`${reportEdges(Number(values.seed), result, (performance.now() - began) / 1000)}\n`);
// The twins' timers may still run.
process.exit(result.violations.length === 0 ? 0 : 1);
