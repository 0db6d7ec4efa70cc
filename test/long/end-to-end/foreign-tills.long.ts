import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminalReady } from '../../end-to-end/connector-page.ts';
import { type RunningSidecar, startSidecar } from '../../end-to-end/running-sidecar.ts';
import {
  approved,
  configFile,
  installed,
  payWith,
  tills,
  tillThatStops,
  withInstalledPackage,
} from '../../end-to-end/shop-tills.ts';

withInstalledPackage();

describe('start --config FILE --simulate, with the sample for Windows', () => {
  let sidecar: RunningSidecar;
  beforeAll(async () => {
    const args = ['--simulate', '--browser', '--headless'];
    sidecar = await startSidecar({ installed, configFile, args });
    await terminalReady(sidecar);
  });
  afterAll(() => sidecar?.stop());

  it.each(tills)('takes a payment from $name', async (till) => {
    expect(await payWith(till)).toMatchObject({ ...approved(till.order), simulated: true });
  });
  it('stops if a till requests it after its payment', async () => {
    await payWith({ ...tillThatStops, order: 'Order_last' }, 'stop');
    await sidecar.ended;
  });
});
