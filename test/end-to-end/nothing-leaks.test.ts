import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { simulatedCard } from '../../src/simulator/terminal/twin-language.ts';
import { contextWithoutServiceWorker, eventually, launchBrowser, terminalReady } from './connector-page.ts';
import { type RunningSidecar, startSidecar } from './running-sidecar.ts';
import { sampleOrder, shopConfig } from './sample-order.ts';
import { storedText } from './stored-text.ts';

// The test puts secrets and card numbers into every input, and searches everything that was written, answered or
// stored. A till's own text stays unchanged in records, at HiPay and in the till's answers (decision 0018). It is not in
// the log, the flight recorder and the metrics.

/** A valid card number, in the formats that people use. */
const cardNumber = fc
  .tuple(fc.integer({ min: 13, max: 19 }), fc.constantFrom('', ' ', '-'), fc.infiniteStream(fc.nat(9)))
  .map(([length, gap, digits]) => {
    const bare = `4${[...digits.take(length - 2)].join('')}`;
    const sum = [...bare].reverse().reduce((total, digit, i) => {
      const doubled = Number(digit) * (i % 2 === 0 ? 2 : 1);
      return total + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    const whole = `${bare}${(10 - (sum % 10)) % 10}`;
    return gap === '' || length > 16 ? whole : whole.replace(/(\d{4})(?=\d)/g, `$1${gap}`);
  });
const [inOrderId = [], inCustomData = [], inCustomer = []] = [0, 1, 2].map((i) =>
  fc.sample(cardNumber, { numRuns: 3, seed: 20_261_124 + i }),
);
const tillsCards = [...inOrderId, ...inCustomData, ...inCustomer];
const planted = {
  hipayPassword: 'planted-hipay-password',
  hashKey: 'planted-hash-key',
  tillPassword: 'planted-till-password',
};

let browser: Browser;
beforeAll(async () => {
  process.env['HIPAY_ECR_LOG'] = 'trace';
  browser = await launchBrowser();
});
afterAll(async () => {
  delete process.env['HIPAY_ECR_LOG'];
  await browser.close();
});

/** Removes characters that may separate the digits of a number. */
const withoutGaps = (text: string): string => text.replace(/(?<=\d)[ -](?=\d)/g, '');
const findIn = (text: string, searched: readonly string[]): string[] =>
  searched.filter((each) => text.includes(each) || withoutGaps(text).includes(withoutGaps(each)));

const paths = ['/version', '/config', '/health', '/check', '/records', '/metrics', '/openapi.json', '/docs'];
const wrongOrders = [
  { amount: inCustomData[0] },
  { amount: 1, currency: inCustomData[0] },
  { amount: 1, order_id: `${inOrderId[0]} ${inOrderId[1]}` },
  { amount: 1, customer: { firstname: { card: inCustomer[0] } } },
  { amount: 1, transaction_type: inCustomData[0] },
  { [inCustomData[0] ?? '']: 1 },
];

async function readDownload(page: Page, section: string, button: string): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/#/settings/${section}`);
  const download = page.waitForEvent('download');
  await page.locator(button).click();
  return readFileSync(await (await download).path(), 'utf8');
}

/** Takes payments with a planted value in each field, and collects everything readable afterwards, by its place. */
async function readAfterPayments(language: string): Promise<{
  everything: Record<string, string>;
  secrets: string[];
}> {
  const config = shopConfig({
    hipay_password: planted.hipayPassword,
    api_password: planted.tillPassword,
    connector: { language, long_answer: true, hash_key: planted.hashKey, script: 'quick-customer' },
  });
  const sidecar = await startSidecar({ config, args: ['--simulate'] });
  const page = await (await contextWithoutServiceWorker(browser)).newPage();
  const consoleLines: string[] = [];
  page.on('console', (line) => consoleLines.push(line.text()));
  await page.goto(sidecar.pairingLink);
  await terminalReady(sidecar);
  const [cookie] = await page.context().cookies(`${sidecar.origin}/connector`);
  const everything: Record<string, string> = {};
  for (const [i, orderId] of inOrderId.entries()) {
    const order = sampleOrder({
      order_id: orderId,
      custom_data: { loyalty: inCustomData[i] },
      customer: { firstname: inCustomer[i], lastname: `Doe ${inCustomer[i]}` },
    });
    everything[`answer ${i}`] = JSON.stringify(await sidecar.call('POST', '/order', order));
    expect(everything[`answer ${i}`]).toContain('APPROVED');
  }
  await readAnswers(sidecar, everything);
  everything['saved recording'] = await readDownload(page, 'help', '#save-diagnostics');
  everything['saved records'] = await readDownload(page, 'backup', '#save-records');
  everything['browser'] = await page.evaluate(storedText);
  everything['console'] = consoleLines.join('\n');
  for (const name of readdirSync(sidecar.home).filter((each) => each !== 'shop.yml')) {
    everything[name] = readFileSync(join(sidecar.home, name), 'utf8');
  }
  everything['log'] = sidecar.log();
  const token = new URL(sidecar.pairingLink).hash.slice('#pair='.length);
  await page.context().close();
  await sidecar.stop();
  return { everything, secrets: [...Object.values(planted), token, cookie?.value ?? 'no cookie'] };
}

async function readAnswers(sidecar: RunningSidecar, everything: Record<string, string>): Promise<void> {
  await eventually('the second copy is written', async () =>
    readFileSync(join(sidecar.home, 'records.jsonl'), 'utf8').includes(inOrderId.at(-1) ?? ''),
  );
  for (const path of [...paths, '/simulator/gateway/ledger', '/nothing', '/connector']) {
    everything[path] = await sidecar.text('GET', path);
  }
  for (const [i, order] of wrongOrders.entries()) {
    everything[`refusal ${i}`] = await sidecar.text('POST', '/order', order);
    expect(everything[`refusal ${i}`]).toContain('1104');
  }
}

/** The places where the till's own text belongs, because it identifies the sale. */
const tillsText = /^(answer|\/records$|\/simulator|saved records$|browser$|records\.jsonl$|asked\.jsonl$)/;

describe.each(['concert-v2-e+', 'caisse-ap-v3'])('after payments in %s', (language) => {
  let everything: Record<string, string>;
  let secrets: string[];
  beforeAll(async () => {
    ({ everything, secrets } = await readAfterPayments(language));
  });

  it('has searched every file and every store', () => {
    const [first = ''] = inOrderId;
    for (const place of [
      'answer 0',
      '/records',
      'saved records',
      'browser',
      'records.jsonl',
      'asked.jsonl',
    ]) {
      expect(findIn(everything[place] ?? '', [first]), place).toEqual([first]);
    }
    expect(everything['log']).toContain('payment answered');
    expect(everything['saved recording']).toMatch(/answer register|CZ=/);
    expect(everything['pairing.json']).toContain('browsers');
    // The masked card number is there.
    expect(everything['records.jsonl']).toContain(
      `${simulatedCard.slice(0, 6)}******${simulatedCard.slice(-4)}`,
    );
  });

  it('finds no secret anywhere', () => {
    for (const [place, text] of Object.entries(everything)) expect(findIn(text, secrets), place).toEqual([]);
  });

  it('finds no card number of the terminal anywhere', () => {
    for (const [place, text] of Object.entries(everything)) {
      expect(findIn(text, [simulatedCard, btoa(simulatedCard)]), place).toEqual([]);
    }
  });

  it('finds card numbers that a till has written only where the till’s text belongs', () => {
    for (const [place, text] of Object.entries(everything)) {
      if (!tillsText.test(place)) expect(findIn(text, tillsCards), place).toEqual([]);
    }
  });
});
