import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.ts';
import { report } from './report.ts';
import { terminalKinds } from './terminal-kind.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    payments: { type: 'string', default: '10000' },
    only: { type: 'string' },
    terminal: { type: 'string' },
  },
});
const kind = terminalKinds.find((name) => name === values.terminal);
if (values.terminal !== undefined && !kind) {
  process.stderr.write(`--terminal is one of ${terminalKinds.join(', ')}\n`);
  process.exit(2);
}
const began = performance.now();
const only = values.only === undefined ? undefined : Number(values.only);
const result = await runCampaign(Number(values.seed), Number(values.payments), { only, kind });
process.stdout.write(`${report(Number(values.seed), result, (performance.now() - began) / 1000)}\n`);
process.exitCode = result.violations.length === 0 ? 0 : 1;
