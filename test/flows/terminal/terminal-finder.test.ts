import { describe, expect, it } from 'vitest';
import type { GrantedDevice, LinkOpening } from '../../../src/core/ports/terminal-link.ts';
import type { SerialSettings } from '../../../src/core/settings/settings.ts';
import { Shop } from '../shop.ts';

const sevenEven = ({ dataBits, parity }: SerialSettings) => dataBits === 7 && parity === 'even';

/** A shop with two granted ports: silent scales, and a terminal that understands only 7E1. */
async function shopWithTwoPorts() {
  const shop = await Shop.open();
  // A shop keeps the same link from its second start on.
  await shop.start();
  const silent: LinkOpening = {
    ok: true,
    description: 'scales',
    line: { send: async () => {}, close: async () => {} },
  };
  const chosen: string[] = [];
  let fits = sevenEven;
  /** Makes the terminal accept any line settings, like a terminal on USB. */
  const acceptAnyLine = () => {
    fits = () => true;
  };
  const device = (description: string, open: GrantedDevice['open']): GrantedDevice => ({
    description,
    open,
    likeness: 'other',
    choose() {
      chosen.push(description);
      acceptAnyLine();
    },
  });
  shop.link.granted = async () => [
    device('scales', async () => silent),
    device('terminal', async (line, onEvent) => (fits(line) ? shop.link.open(onEvent) : silent)),
  ];
  return { shop, chosen, acceptAnyLine };
}

const progress = (shop: Shop) => shop.snapshots.flatMap(({ finding }) => finding ?? []);

describe('looking for the terminal among several ports', () => {
  it.each([
    [true, 7],
    [false, 8],
  ])(
    'with a configuration file that can be written: %s, it uses %i data bits',
    async (writable, dataBits) => {
      const { shop } = await shopWithTwoPorts();
      const provisioning = shop.settingsStore.stored ?? expect.fail('no settings');
      await shop.clock.until(shop.connector.provision({ settings: provisioning }));
      shop.keepsFound = writable;
      const found = await shop.clock.until(shop.connector.findTerminal({}));
      expect(found).toMatchObject({ found: true, saved: writable });
      expect(shop.foundKept).toMatchObject([{ language: 'concert-v2-e+', serial: { dataBits: 7 } }]);
      const { terminal, provisioned } = await shop.connector.readSettings();
      expect(terminal.serial.dataBits).toBe(dataBits);
      expect(provisioned).toBe(true);
    },
  );
  it('shows each try, keeps the port and the settings that answered, and charges nothing', async () => {
    const { shop, chosen } = await shopWithTwoPorts();
    const found = await shop.clock.until(shop.connector.findTerminal({}));
    expect(found).toMatchObject({ found: true, device: 'terminal', serial: { dataBits: 7 }, saved: true });
    expect(chosen).toEqual(['terminal']);
    expect(shop.settingsStore.stored?.terminal.serial).toMatchObject({ dataBits: 7, parity: 'even' });
    const tries = progress(shop);
    expect(tries[0]).toEqual({
      device: 'scales',
      place: 1,
      devices: 2,
      line: '9600 8N1',
      attempt: 1,
      attempts: 48,
    });
    expect(tries.at(-1)).toMatchObject({ device: 'terminal', place: 2, line: '9600 7E1' });
    expect(shop.snapshots.at(-1)).not.toHaveProperty('finding');
    expect(shop.movedAmounts).toEqual([]);
    expect((await shop.pay()).outcome).toBe('APPROVED');
  });
  it('stops on a person’s request, with the old settings and a usable terminal', async () => {
    const { shop, chosen, acceptAnyLine } = await shopWithTwoPorts();
    const before = structuredClone(shop.settingsStore.stored);
    const looking = shop.connector.findTerminal({});
    await shop.clock.advance(100);
    expect(await shop.connector.stopFinding({})).toEqual({ stopping: true });
    expect(await shop.clock.until(looking)).toEqual({ found: false, stopped: true });
    expect(chosen).toEqual([]);
    expect(shop.settingsStore.stored).toEqual(before);
    expect(shop.snapshots.at(-1)).not.toHaveProperty('finding');
    expect(await shop.connector.stopFinding({})).toEqual({ stopping: false });
    acceptAnyLine();
    expect((await shop.pay()).outcome).toBe('APPROVED');
  });
  it('joins a second request to the running search', async () => {
    const { shop, chosen } = await shopWithTwoPorts();
    const both = Promise.all([shop.connector.findTerminal({}), shop.connector.findTerminal({})]);
    const [one, other] = await shop.clock.until(both);
    expect(one).toEqual(other);
    expect(chosen).toHaveLength(1);
  });
  it('makes a payment wait for the end of the search, and takes the payment once', async () => {
    const { shop } = await shopWithTwoPorts();
    const looking = shop.connector.findTerminal({});
    await shop.clock.advance(100);
    const paid = shop.payLater();
    expect(await shop.connector.readiness()).toEqual({ busy: true });
    expect(await shop.clock.until(looking)).toMatchObject({ found: true, saved: true });
    // The payment is sent on the line that was found, with its settings.
    expect(shop.settingsStore.stored?.terminal.serial).toMatchObject({ dataBits: 7, parity: 'even' });
    expect((await shop.clock.until(paid)).outcome).toBe('APPROVED');
    expect(shop.movedAmounts).toEqual([1023]);
  });
});
