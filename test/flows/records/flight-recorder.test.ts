import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordingStore } from '../../../src/core/ports/storage.ts';
import { FlightRecorder } from '../../../src/flows/records/flight-recorder.ts';
import { someSettings } from '../../fakes/payment-examples.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';
import { runs } from '../../property-runs.ts';
import { Shop } from '../shop.ts';

class MemoryRecording implements RecordingStore {
  lines: string[] = [];
  failing = false;
  async append(lines: readonly string[]) {
    if (this.failing) throw new Error('disk full');
    this.lines.push(...lines);
  }
  async read() {
    if (this.failing) throw new Error('disk full');
    return [...this.lines];
  }
}

const recordedShop = async (script: string, settings = {}) => {
  const shop = await Shop.open(script, settings);
  shop.recorder = new FlightRecorder({ clock: shop.clock });
  await shop.start(script);
  return shop;
};
const entriesOf = (recording: string) =>
  recording
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { at: string; kind: string; text: string });

describe('a recording', () => {
  it('describes a payment from its record to HiPay’s answer', async () => {
    const shop = await recordedShop('long-answer');
    await shop.pay();
    const entries = entriesOf((await shop.connector.exportRecording()).text);
    const textsOf = (kind: string) => entries.filter((entry) => entry.kind === kind).map(({ text }) => text);
    expect(textsOf('about')).toEqual(['version test']);
    expect(textsOf('sent')).toContain('ENQ');
    expect(textsOf('sent').join()).toContain('amount 10.23 EUR debit');
    expect(textsOf('received').join()).toMatch(/status 0 amount 10\.23 EUR .*report \d{6}\*+\d{4}/);
    expect(textsOf('payment').map((text) => / -> (\w+)/.exec(text)?.[1])).toEqual([
      'intended',
      'sending',
      'waiting',
      'answered',
    ]);
    expect(textsOf('notification').at(-1)).toContain('-> delivered');
    expect(entries.every(({ at }) => at.startsWith('2026-11-23T'))).toBe(true);
  });
  it('has one line for each decoded part of an answer, not for each byte', async () => {
    const shop = await recordedShop('single-bytes', { terminal: { language: 'caisse-ap-v3' } });
    expect(await shop.pay()).toMatchObject({ outcome: 'APPROVED' });
    const entries = entriesOf((await shop.connector.exportRecording()).text);
    const heard = entries.filter(({ kind }) => kind === 'received').map(({ text }) => text);
    expect(heard.filter((text) => text.includes('CD=0')).at(-1)).toMatch(/^CZ=.* AE=10 .*AC=\d+/);
    expect(heard.some((text, at) => text === heard[at - 1])).toBe(false);
    // The answer alone has more than 100 bytes.
    expect(heard.length).toBeLessThan(100);
  });
  it('records a write that fails; the payment is then not sent', async () => {
    const shop = await recordedShop('accept');
    shop.storage.mustFail = () => true;
    expect(await shop.pay()).toMatchObject({ outcome: 'NOT_SENT', failure: 'cannot-record' });
    expect((await shop.connector.exportRecording()).text).toContain('NOT WRITTEN');
  });
  it('records changed settings, never their secrets', async () => {
    const shop = await recordedShop('accept');
    const next = someSettings({
      terminal: { link: 'simulated' },
      hipay: { login: 'x', password: 'n3w-pa55' },
    });
    await shop.clock.until(shop.connector.saveSettings({ settings: next }));
    const { text } = await shop.connector.exportRecording();
    expect(text).toContain('password set');
    expect(text).not.toContain('n3w-pa55');
  });
  it('is empty without a recorder', async () => {
    const shop = await Shop.open();
    expect(await shop.connector.exportRecording()).toEqual({ text: '' });
  });
  it('never holds a card number or a password, for any input of a till or a gateway', async () => {
    const secret = fc.stringMatching(/^[A-Za-z!#]{8,20}$/);
    const card = fc.stringMatching(/^[1-9]\d{11,18}$/);
    await fc.assert(
      fc.asyncProperty(secret, card, async (password, number) => {
        const shop = await recordedShop('long-answer', { hipay: { login: 'shop', password } });
        shop.recorder?.note('line', `an error that quotes ${password} and ${number}`);
        await shop.pay({ orderId: `A${number}` });
        const { text } = await shop.connector.exportRecording();
        expect(text).not.toContain(number);
        expect(text).not.toContain(password);
        expect(text).not.toMatch(/4970101234567890|\D\d{15,}\D/);
      }),
      runs(25),
    );
  });
});

describe('the recorder', () => {
  const recorderWith = async (store: MemoryRecording, count: number) => {
    const clock = new VirtualClock();
    const recorder = new FlightRecorder({ clock, store });
    for (let n = 0; n < count; n++) recorder.note('line', `entry ${n}`);
    await clock.advance(2500);
    return { clock, recorder };
  };
  const textsOf = (recording: string) => entriesOf(recording).map(({ text }) => text);

  it('writes in batches, and keeps the earlier entries after a restart', async () => {
    const store = new MemoryRecording();
    const { clock } = await recorderWith(store, 3);
    expect(store.lines).toHaveLength(3);
    const again = new FlightRecorder({ clock, store });
    again.note('line', 'after');
    expect(textsOf(await again.export())).toEqual(['entry 0', 'entry 1', 'entry 2', 'after']);
  });
  it('keeps the newest 2,000 entries while the store fails, and writes them when it works again', async () => {
    const store = new MemoryRecording();
    store.failing = true;
    const { recorder } = await recorderWith(store, 2100);
    expect(textsOf(await recorder.export())).toHaveLength(2000);
    expect(textsOf(await recorder.export()).at(-1)).toBe('entry 2099');
    store.failing = false;
    expect(textsOf(await recorder.export())).toHaveLength(2000);
    expect(store.lines).toHaveLength(2000);
  });
  it('writes each entry on its own line', async () => {
    const { recorder } = await recorderWith(new MemoryRecording(), 0);
    recorder.note('line', 'a\n{"forged":true}\u0002');
    expect((await recorder.export()).trim().split('\n')).toHaveLength(1);
  });
});
