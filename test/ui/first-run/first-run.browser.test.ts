import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Language } from '../../../src/core/language.ts';
import { englishRemarks } from '../../../src/core/settings/english-remarks.ts';
import { texts } from '../../../src/texts/en/first-run.ts';
import type { EcrPaymentResult } from '../../../src/ui/pay/ecr-payment-result.ts';
import { answerTo, calmSnapshot, FakeConnector, shopSettings } from '../helpers/fake-connector.ts';
import { click, find, has, mount, settled, shownText, type } from '../helpers/mount.ts';

const notChosen = { state: 'not-chosen', seenAt: 0, description: '', simulated: false } as const;
const connectorNotSetUp = () => {
  const connector = new FakeConnector(
    calmSnapshot({ terminal: notChosen, sidecar: 'none' }),
    shopSettings({ hipay: undefined as never, contracts: {} }),
  );
  connector.visible = {
    ...connector.visible,
    hipay: { ...connector.visible.hipay, login: '', passwordSet: false },
  };
  return connector;
};
const connectorWithContract = () => {
  const connector = connectorNotSetUp();
  connector.visible = { ...connector.visible, contracts: shopSettings().contracts };
  return connector;
};
const open = async (connector: FakeConnector, language: Language = 'en') => {
  const mounted = await mount({ connector, language });
  location.hash = '#/start';
  await settled();
  await settled();
  return mounted;
};
const heading = () => shownText(find('ecr-first-run').shadowRoot!.querySelector('h1')!).trim();
const headingHasFocus = () => find('ecr-first-run').shadowRoot!.querySelector('h1')!.matches(':focus');

const upload = async (content: string | Uint8Array<ArrayBuffer>) => {
  const input = find<HTMLInputElement>('#file');
  const files = new DataTransfer();
  files.items.add(new File([content], 'config.yml'));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
  await settled();
  await settled();
};
const mainButtons = () =>
  ['ecr-first-run', 'ecr-terminal-card', 'ecr-find-result']
    .filter(has)
    .flatMap((name) => [...find(name).shadowRoot!.querySelectorAll('button.primary')])
    .filter((button) => button.checkVisibility())
    .map(({ id }) => id);
const remarks = () =>
  [...find('ecr-account-step').shadowRoot!.querySelectorAll('[role="status"] li')].map((item) =>
    (item.textContent ?? '').trim(),
  );

beforeEach(() => localStorage.clear());

describe('the guide of the first day', () => {
  test('has its main action at the same place in every step', async () => {
    await page.viewport(1024, 768);
    const connector = connectorWithContract();
    await open(connector);
    const places: number[][] = [];
    const note = async (step: string, action: string) => {
      await click(step);
      await settled();
      const { x, y, width, height } = find(action).getBoundingClientRect();
      const { y: othersAt } = find('#leave').getBoundingClientRect();
      places.push([x, width, height, othersAt - y].map(Math.round));
    };
    await note('#to-language', '#next');
    await note('#to-terminal', '#connect');
    await note('#to-test', '#offer-to-terminal');
    connector.now = calmSnapshot({ sidecar: 'none' });
    connector.show({});
    await note('#to-terminal', '#next');
    await note('#to-account', '#save-account');
    await note('#to-test', '#test-payment');
    expect(new Set(places.map(String)).size, JSON.stringify(places)).toBe(1);
  });
  test('tells a shop whose configuration is given and has no contract whom to ask, and names no file to edit', async () => {
    const connector = connectorNotSetUp();
    connector.visible = { ...connector.visible, provisioned: true };
    await open(connector);
    await click('#to-account');
    const said = shownText(find('ecr-account-step'));
    expect(said).toContain(texts.guide.contractProvisioned);
    expect(said).not.toMatch(/config.yml|nothing to do/);
  });
  test('gives the search of the terminal its whole place, and the buttons back after it', async () => {
    const connector = connectorNotSetUp();
    connector.now = calmSnapshot({
      terminal: { ...calmSnapshot().terminal, state: 'silent' },
      sidecar: 'none',
    });
    let end = () => {};
    connector.onFind = () =>
      new Promise((resolve) => {
        end = () => resolve({ found: false, failure: 'terminal-silent', detail: '' });
      });
    await open(connector);
    await click('#to-terminal');
    await click('#find');
    expect(find('#check').checkVisibility()).toBe(false);
    end();
    await settled();
    expect(find('#check').checkVisibility()).toBe(false);
    expect(mainButtons()).toEqual(['find-again']);
    await click('#find-close');
    expect(find('#check').checkVisibility()).toBe(true);
  });
  test.each(['silent', 'garbled', 'away', 'in-use'] as const)(
    'a terminal that is %s can be mended later, and the one main button is not the next step',
    async (state) => {
      const connector = connectorNotSetUp();
      connector.now = calmSnapshot({ terminal: { ...calmSnapshot().terminal, state }, sidecar: 'none' });
      await open(connector);
      await click('#to-terminal');
      expect(find('#next').textContent?.trim()).toBe(texts.guide.later);
      expect(mainButtons()).not.toContain('next');
      expect(mainButtons().length).toBeLessThanOrEqual(1);
      connector.show({ terminal: calmSnapshot().terminal });
      await settled();
      expect(mainButtons()).toEqual(['next']);
    },
  );
  test('has four steps, shows the current one, and focuses each heading', async () => {
    await open(connectorNotSetUp());
    expect(heading()).toBe('Step 1 of 4 Language');
    expect(headingHasFocus()).toBe(true);
    await click('#next');
    expect(heading()).toBe('Step 2 of 4 Terminal');
    await click('#next');
    expect(heading()).toBe('Step 3 of 4 HiPay account');
    await click('#next');
    expect(heading()).toBe('Step 4 of 4 First payment');
    expect(headingHasFocus()).toBe(true);
    await click('#back');
    expect(heading()).toBe('Step 3 of 4 HiPay account');
  });
  test('shows in three steps how to plug the terminal in, above the one button that chooses it', async () => {
    const connector = connectorNotSetUp();
    // The spaces of French are set in every text.
    await open(connector, 'fr');
    await click('#next');
    expect(find('.big').querySelectorAll('li')).toHaveLength(3);
    const chooses = find('ecr-terminal-card').shadowRoot!.querySelectorAll('button.primary');
    expect([...chooses].map(({ id }) => id)).toEqual(['connect']);
    expect(has('#next.primary')).toBe(false);
    connector.show({ terminal: calmSnapshot().terminal });
    await settled();
    expect(has('.big')).toBe(false);
    expect(has('#next.primary')).toBe(true);
  });
  test('switches to the chosen language at once, and keeps it', async () => {
    await open(connectorNotSetUp());
    await click('input[value="fr"]');
    await expect.poll(heading).toContain('Étape 1 sur 4');
    expect(localStorage.getItem('hipay-ecr.language')).toBe('fr');
  });
  test('continues at the first unfinished step when it is opened again', async () => {
    const connector = connectorNotSetUp();
    await open(connector);
    await click('#next');
    await click('#leave');
    expect(has('ecr-first-run')).toBe(false);
    expect(has('ecr-payment-form')).toBe(true);
    await click('#guide');
    expect(heading()).toBe('Step 2 of 4 Terminal');
    connector.show({ terminal: calmSnapshot().terminal });
    await click('#leave');
    await click('#guide');
    expect(heading()).toBe('Step 3 of 4 HiPay account');
  });
  test('focuses the Next button when a terminal answers', async () => {
    const connector = connectorNotSetUp();
    await open(connector);
    await click('#next');
    await click('#connect');
    connector.show({ terminal: calmSnapshot().terminal });
    await settled();
    expect(find('#next').matches(':focus')).toBe(true);
  });
  test('asks for no account if the sidecar’s configuration file sets it', async () => {
    const connector = new FakeConnector(calmSnapshot(), shopSettings({}, true));
    await open(connector);
    await click('#to-account');
    expect(shownText(find('ecr-account-step'))).toContain('nothing to do here');
    expect(has('[id="hipay.login"]')).toBe(false);
  });
});

describe('the account by hand and from a file', () => {
  const config = [
    'hipay_login: 12345678.stage-secure-gateway.hipay-tpp.com',
    'hipay_password: Test_password',
    'api_username: log',
    'api_password: pwd',
    'serial_port: COM14',
    'contract:',
    '  proxy: { payment_application: 001, merchant_id: 1234567, rank: 001 }',
  ].join('\n');

  test('by hand: shows each error beside its field, saves valid values, and continues', async () => {
    const connector = connectorNotSetUp();
    await open(connector);
    await click('#to-account');
    await type('[id="hipay.login"]', '12345678.stage');
    await type('[id="hipay.password"]', 'Test_password');
    await type('[id="contracts.proxy.merchantId"]', '1234567');
    await type('[id="contracts.proxy.paymentApplication"]', '001');
    await type('[id="contracts.proxy.rank"]', '1');
    await click('#save-account');
    expect(connector.called('saveSettings')).toEqual([]);
    expect(find('[id="contracts.proxy.rank"]').matches(':focus')).toBe(true);
    await type('[id="contracts.proxy.rank"]', '001');
    await click('#save-account');
    expect(connector.called('saveSettings')).toMatchObject([
      {
        settings: {
          hipay: { login: '12345678.stage', password: 'Test_password', route: 'direct' },
          contracts: { proxy: { merchantId: '1234567', rank: '001' } },
        },
      },
    ]);
    expect(heading()).toContain('Step 4 of 4');
  });
  test('HiPay’s config.yml fills the form, is saved with its password, and leaves the chosen terminal alone', async () => {
    const connector = connectorNotSetUp();
    const serial = { baudRate: 1200, dataBits: 7, parity: 'even', stopBits: 1, flowControl: 'none' } as const;
    connector.visible = { ...connector.visible, terminal: { ...connector.visible.terminal, serial } };
    connector.now = calmSnapshot({ sidecar: 'none' });
    await open(connector);
    await click('#to-account');
    await upload(config);
    expect(find<HTMLInputElement>('[id="contracts.proxy.rank"]').value).toBe('001');
    expect(shownText(find('ecr-account-step'))).toContain('The file was read');
    expect(shownText(find('ecr-account-step'))).not.toContain('Test_password');
    await click('#save-account');
    expect(connector.called('saveSettings')).toMatchObject([
      {
        settings: {
          hipay: { password: 'Test_password', route: 'direct', simulated: false },
          terminal: { link: 'web-serial', serial: { baudRate: 1200 } },
        },
      },
    ]);
  });
  test('reads the password of a config.yml in Windows-1252, and names the encoding in a remark', async () => {
    const connector = connectorNotSetUp();
    connector.now = calmSnapshot({ sidecar: 'none' });
    await open(connector);
    await click('#to-account');
    await upload(
      Uint8Array.from(config.replace('Test_password', 'Test_passé'), (letter) => letter.charCodeAt(0)),
    );
    expect(remarks().join()).toContain('read as Windows-1252');
    await click('#save-account');
    expect(connector.called('saveSettings')).toMatchObject([
      { settings: { hipay: { password: 'Test_passé' } } },
    ]);
  });
  test('refuses a file that it cannot use, and changes nothing', async () => {
    const connector = connectorNotSetUp();
    await open(connector);
    await click('#to-account');
    for (const bad of ['just words', 'api_username: log\napi_password: p\nlocal_port: many', '{"kind": [']) {
      await upload(bad);
      expect(shownText(find('ecr-account-step'))).toContain('This file cannot be used. Nothing was changed.');
    }
    expect(connector.called('saveSettings')).toEqual([]);
  });
});

describe('the remarks about a file', () => {
  const credentials = 'api_username: log\napi_password: p';
  const files = {
    words: 'just words',
    number: `${credentials}\nlocal_port: many\nparity: mark`,
    typo: `${credentials}\nconnector: { lnk: tcp, currencies: [EURO] }`,
    library: `${credentials}\nconnector: { currencies: ZZZ }`,
    yaml: 'a: [1',
    wide: [...`${credentials}\n`].join('\0'),
    newer: JSON.stringify({ kind: 'hipay-ecr-settings', version: 99, settings: {} }),
    long: `#${'x'.repeat(200_001)}`,
    notes: `${credentials}\nserial_port: COM14\nupdate_time: 03:00\nfolder: C`,
    till: JSON.stringify({
      kind: 'hipay-ecr-settings',
      version: 1,
      settings: { environment: 'moon', weather: 'fine', hipay: { password: 'p', route: 'relay' } },
    }),
  };
  /** The English texts to search for: the longest part of each sentence between its placeholders. */
  const english = Object.values(englishRemarks)
    .map((text) => text.split(/\{\w+\}/).sort((a, b) => b.length - a.length)[0] ?? '')
    .filter((piece) => piece !== '');

  test.each(['fr', 'it', 'pt'] as const)('are in %s, not in English', async (language) => {
    await open(connectorNotSetUp(), language);
    await click('#to-account');
    for (const [name, text] of Object.entries(files)) {
      const before = remarks().join('\n');
      await upload(text);
      await expect.poll(() => remarks().join('\n')).not.toBe(before);
      const shown = remarks().join('\n');
      expect(shown, name).not.toMatch(/\{\w+\}|"code"|Invalid/);
      for (const piece of english) expect(shown, name).not.toContain(piece);
    }
  });
  test('name the setting as the file does, and its expected value; or the first line that cannot be read', async () => {
    await open(connectorNotSetUp(), 'it');
    await click('#to-account');
    await upload(files.number);
    expect(remarks()).toEqual([
      'local_port – deve essere un numero intero da 1 a 65535',
      'parity – deve essere una di queste parole: none, even, odd',
    ]);
    await upload(files.yaml);
    expect(remarks()).toEqual(['non è stato possibile leggere il file dalla riga 1 in poi']);
    await upload(files.wide);
    expect(remarks()).toEqual(['il file non è in UTF-8: lo apra in un editor di testo e lo salvi in UTF-8']);
  });
});

describe('the first payment', () => {
  test('is not offered without a contract; a button leads to the account step', async () => {
    const connector = connectorNotSetUp();
    connector.now = calmSnapshot({ sidecar: 'none' });
    await open(connector);
    await click('#to-test');
    expect(shownText(find('ecr-test-step'))).toContain(texts.guide.noContract);
    expect(has('#test-payment')).toBe(false);
    await click('#offer-to-account');
    expect(heading()).toContain('HiPay account');
  });
  test('that is refused says what happened, that nobody was charged, and leads to the step that mends it', async () => {
    const connector = connectorWithContract();
    connector.now = calmSnapshot({ sidecar: 'none' });
    const refused = { outcome: 'NOT_SENT', charge: 'not-charged', failure: 'contract-missing' } as const;
    connector.onTakePayment = (request) => Promise.resolve(answerTo(request, refused));
    await open(connector);
    await click('#to-test');
    await click('#test-payment');
    const said = shownText(find('ecr-test-step'));
    expect(said).toContain('No, the customer was not charged.');
    expect(said).toContain('The contract of this payment is not set up.');
    expect(said).not.toContain('config.yml');
    await click('#offer-to-account');
    expect(heading()).toContain('HiPay account');
  });
  test('with a real terminal: says that it charges a real card the smallest amount, and offers a check without a charge', async () => {
    const connector = connectorWithContract();
    connector.now = calmSnapshot({ sidecar: 'none' });
    await open(connector);
    await click('#to-test');
    expect(shownText(find('ecr-test-step'))).toContain('This charges a real card €0.01.');
    await click('#probe');
    expect(connector.called('probeTerminal')).toHaveLength(1);
    expect(connector.called('takePayment')).toEqual([]);
    await click('#test-payment');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1, currency: 'EUR' }]);
    expect(shownText(find('ecr-test-step'))).toContain('Yes, the customer has paid.');
  });
  test('is one whole unit in a currency without decimals', async () => {
    const connector = connectorWithContract();
    connector.now = calmSnapshot({ sidecar: 'none' });
    connector.visible = { ...connector.visible, currencies: ['XPF'] };
    await open(connector);
    await click('#to-test');
    await click('#test-payment');
    expect(connector.called('takePayment')).toMatchObject([{ amountMinor: 1, currency: 'XPF' }]);
  });
  test('a simulated terminal is shown as one that charges no customer', async () => {
    const connector = connectorWithContract();
    connector.now = calmSnapshot({ sidecar: 'none', simulated: { terminal: true, gateway: false } });
    await open(connector);
    await click('#to-test');
    expect(shownText(find('ecr-test-step'))).toContain(texts.guide.simulatedHow);
    expect(has('#probe')).toBe(false);
  });
  test('is not offered without a terminal; a button leads to the terminal step', async () => {
    await open(connectorNotSetUp());
    await click('#to-test');
    expect(has('#test-payment')).toBe(false);
    await click('ecr-test-step .primary, .primary');
    expect(heading()).toContain('Terminal');
  });
  test('ends as unknown, without "try again", when the connector is lost', async () => {
    const connector = connectorWithContract();
    connector.now = calmSnapshot({ sidecar: 'none' });
    connector.onTakePayment = () => Promise.reject(new Error('gone'));
    await open(connector);
    await click('#to-test');
    await click('#test-payment');
    expect(
      find<EcrPaymentResult>('ecr-test-step ecr-payment-result, ecr-payment-result').result.outcome,
    ).toBe('UNKNOWN');
    expect(has('#test-payment')).toBe(false);
  });
  test('starts one payment for two clicks', async () => {
    const connector = connectorWithContract();
    connector.now = calmSnapshot({ sidecar: 'none' });
    let end = () => {};
    connector.onTakePayment = (request) => new Promise((resolve) => (end = () => resolve(answerTo(request))));
    await open(connector);
    await click('#to-test');
    await click('#test-payment');
    await click('#test-payment');
    expect(connector.called('takePayment')).toHaveLength(1);
    end();
    await settled();
  });
});

describe('a till that is opened for the first time', () => {
  const openWithoutAddress = async (connector: FakeConnector) => {
    const mounted = await mount({ connector });
    document.body.replaceChildren();
    history.replaceState(null, '', location.pathname + location.search);
    const fresh = document.createElement('ecr-app');
    Object.assign(fresh, { connector, hostApi: mounted.hostApi });
    document.body.append(fresh);
    await settled();
    await settled();
  };
  test('shows the guide if nothing is set up and no sidecar answers', async () => {
    const connector = connectorNotSetUp();
    await openWithoutAddress(connector);
    connector.show({ sidecar: 'away' });
    await settled();
    await settled();
    expect(has('ecr-first-run')).toBe(true);
  });
  test('waits for a sidecar, and shows no guide if the sidecar sets the till up', async () => {
    const connector = connectorNotSetUp();
    await openWithoutAddress(connector);
    expect(has('ecr-first-run')).toBe(false);
    connector.show({ sidecar: 'connected' });
    await settled();
    expect(has('ecr-first-run')).toBe(false);
    expect(has('ecr-payment-form')).toBe(true);
  });
  test('shows no guide if something is set up', async () => {
    const connector = new FakeConnector(calmSnapshot({ sidecar: 'away' }));
    await openWithoutAddress(connector);
    expect(has('ecr-first-run')).toBe(false);
  });
});
