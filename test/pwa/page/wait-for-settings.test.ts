import { describe, expect, it } from 'vitest';
import type { ConnectorApi } from '../../../src/core/connector-api/connector-api.ts';
import type { Snapshot } from '../../../src/core/connector-api/snapshot.ts';
import { waitForSettings } from '../../../src/pwa/page/worker-connection.ts';
import { calmSnapshot, shopSettings } from '../../ui/helpers/fake-connector.ts';
import { livePayment } from '../../ui/helpers/sample-rows.ts';

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** A connector whose snapshots, settings and waiting time the test controls. */
function openPage(expected = true) {
  let notify: (now: Snapshot) => void = () => {};
  let provisioned = false;
  let timeIsUp = () => {};
  const connector = {
    readSettings: async () => ({ ...shopSettings(), provisioned }),
    subscribe(listener: (now: Snapshot) => void) {
      notify = listener;
      return () => {};
    },
  } as unknown as ConnectorApi;
  const shown: string[] = [];
  waitForSettings(connector, expected, (_ms, callback) => {
    timeIsUp = callback;
    return () => {};
  }).subscribe(({ sidecar, environment }) => shown.push(`${sidecar} ${environment}`));
  return {
    shown,
    now: (change: Partial<Snapshot>) => notify(calmSnapshot(change)),
    provision: () => {
      provisioned = true;
    },
    timeIsUp: () => timeIsUp(),
  };
}

describe('the first snapshot', () => {
  it('waits for the sidecar and its settings; later snapshots are not delayed', async () => {
    const { shown, now, provision } = openPage();
    now({ sidecar: 'none' });
    now({ sidecar: 'connected' });
    await settled();
    expect(shown).toEqual([]);
    provision();
    now({ sidecar: 'connected', environment: 'dev' });
    await settled();
    now({ sidecar: 'away', environment: 'dev' });
    expect(shown).toEqual(['connected dev', 'away dev']);
  });
  it.each(['away', 'not-paired'] as const)('does not wait for a sidecar that is %s', (sidecar) => {
    const { shown, now } = openPage();
    now({ sidecar, environment: 'stage' });
    expect(shown).toEqual([`${sidecar} stage`]);
  });
  it('does not wait while a payment runs', () => {
    const { shown, now } = openPage();
    now({ sidecar: 'none', environment: 'stage', payment: livePayment() });
    expect(shown).toEqual(['none stage']);
  });
  it('comes once when the waiting time is up', () => {
    const { shown, now, timeIsUp } = openPage();
    now({ sidecar: 'none', environment: 'stage' });
    timeIsUp();
    timeIsUp();
    expect(shown).toEqual(['none stage']);
  });
  it('comes at once if there can be no sidecar', () => {
    const { shown, now } = openPage(false);
    now({ sidecar: 'none', environment: 'stage' });
    expect(shown).toEqual(['none stage']);
  });
});
