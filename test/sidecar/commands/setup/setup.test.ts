import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { decodeText, encodeText, type TextEncodingName } from '../../../../src/core/text-encoding.ts';
import { runSetup } from '../../../../src/sidecar/commands/setup/setup.ts';
import { readConfigFile } from '../../../../src/sidecar/config/config-file.ts';
import type { SearchedComputer } from '../../../../src/sidecar/config/hipay-program.ts';
import { homeFolder } from '../../../../src/sidecar/program/home-folder.ts';
import { recordedScreen } from '../../command-line/recorded-screen.ts';
import { temporaryFolder } from '../../helpers/running-sidecar.ts';
import { windowsAnswers, windowsSample } from './incumbent-samples.ts';
import { scriptedDialogue } from './scripted-dialogue.ts';

const plain = (text: string): unknown => parse(text, { schema: 'failsafe' });
const flags = (answers: readonly (readonly [string, string])[]) =>
  answers.map(([name, answer]) => `--${name}=${answer}`);

const emptyComputer: SearchedComputer = {
  system: 'linux',
  env: {},
  homeDirectory: '/home/shop',
  exists: () => false,
  outputOf: () => undefined,
};

/** A separate computer: the platform's data folder is inside the temporary folder. */
async function computer() {
  const folder = await temporaryFolder();
  const before = process.env['XDG_DATA_HOME'];
  process.env['XDG_DATA_HOME'] = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env['XDG_DATA_HOME'];
    else process.env['XDG_DATA_HOME'] = before;
  });
  const path = join(folder, 'hipay-ecr', 'config.yml');
  const run = async (args: readonly string[], script?: Record<string, string | undefined>, env = {}) => {
    const screen = recordedScreen();
    const { dialogue, asked, said } = scriptedDialogue(script);
    const code = await runSetup(args, { screen, dialogue: script && dialogue, env, computer: emptyComputer });
    return { code, asked, said: said(), printed: screen.printed(), complained: screen.complained() };
  };
  const written = async () => plain(await readFile(path, 'utf8'));
  const present = async (text: string | Uint8Array) => {
    await mkdir(join(folder, 'hipay-ecr'));
    await writeFile(path, text);
  };
  return { folder, path, run, written, present };
}

const minimalOptions = ['--yes', '--api-username=log', '--api-password=pwd'];

describe('without a dialogue', () => {
  test("HiPay's sample answers give HiPay's sample configuration, for its owner alone", async () => {
    const { path, run, written } = await computer();
    const { code, printed } = await run(['--yes', ...flags(windowsAnswers)]);
    expect({ code, printed }).toEqual({ code: 0, printed: `${path}\n` });
    expect(await written()).toEqual({
      ...windowsSample,
      connector: { link: 'web-serial', language: 'concert-v2-e+' },
    });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  test('start finds the file without an option', async () => {
    const { path, run } = await computer();
    await run([...minimalOptions, '--local-port', '8123']);
    const file = await readConfigFile(undefined, homeFolder(undefined, {}));
    expect(file).toMatchObject({ path, reading: { ok: true, config: { sidecar: { localPort: 8123 } } } });
  });

  test('start also finds a file in a chosen folder, unless HIPAY_ECR_HOME names another', async () => {
    const { folder, run } = await computer();
    const elsewhere = join(folder, 'connector');
    await run([...minimalOptions, '--home', elsewhere]);
    expect(homeFolder(undefined, {})).toBe(elsewhere);
    expect(homeFolder(undefined, { HIPAY_ECR_HOME: folder })).toBe(folder);
    expect(homeFolder('/other', {})).toBe('/other');
    await run([...minimalOptions, '--home', join(folder, 'hipay-ecr')]);
    expect(homeFolder(undefined, {})).toBe(join(folder, 'hipay-ecr'));
  });

  test('other YAML readers keep 001 as a text', async () => {
    const { path, run } = await computer();
    await run(['--yes', ...flags(windowsAnswers), '--api-password=0123']);
    expect(parse(await readFile(path, 'utf8'))).toMatchObject({
      local_port: 8888,
      authorization_threshold: 100,
      api_password: '0123',
      serial_number: '1234567890',
      contract: { proxy: { payment_application: '001', merchant_id: '1234567', rank: '001' } },
    });
  });

  test('a terminal on the network speaks Caisse-AP and has no line settings', async () => {
    const { run, written } = await computer();
    await run([...minimalOptions, '--link=tcp', '--terminal-host=192.168.1.20']);
    expect(await written()).toEqual({
      api_username: 'log',
      api_password: 'pwd',
      local_port: '8080',
      environment: 'dev',
      connector: {
        link: 'tcp',
        terminal_host: '192.168.1.20',
        terminal_port: '8888',
        language: 'caisse-ap-v3',
      },
    });
  });

  test('one option changes one key; comments and all other keys stay', async () => {
    const { path, run, present } = await computer();
    await present(
      '# our shop\napi_username: log\nlocal_port: 8080 # was 3001\napi_password: pwd # secret\nconnector:\n  timers: { pause_ms: 5 }\n',
    );
    expect(await run(['--yes', '--local-port', '9000'])).toMatchObject({ code: 0 });
    const text = await readFile(path, 'utf8');
    expect(text).toContain('# our shop');
    expect(text).toContain('local_port: 9000 # was 3001');
    expect(text).toContain('api_password: pwd # secret');
    expect(plain(text)).toMatchObject({
      api_username: 'log',
      local_port: '9000',
      connector: { timers: { pause_ms: '5' } },
    });
  });

  test.each<TextEncodingName>(['UTF-8 with BOM', 'UTF-16LE', 'Windows-1252'])(
    'a file in %s is written again in UTF-8, with its comments and its password',
    async (encoding) => {
      const { path, run, present } = await computer();
      const text = '# Caisse à l’entrée\napi_username: log\napi_password: passé€\n';
      await present(encodeText(text, encoding));
      expect(await run(['--yes', '--local-port', '9000'])).toMatchObject({ code: 0 });
      const { text: now, encoding: nowIn } = decodeText(await readFile(path));
      expect(nowIn).toBe('UTF-8');
      expect(now).toContain(text.trim());
    },
  );

  test('takes passwords from environment variables', async () => {
    const { run, written } = await computer();
    await run(['--yes', '--api-username=log'], undefined, {
      HIPAY_ECR_API_PASSWORD: 'from-the-environment',
      HIPAY_ECR_HIPAY_PASSWORD: 'too',
    });
    expect(await written()).toMatchObject({ api_password: 'from-the-environment', hipay_password: 'too' });
  });

  test.each([
    ['prod', '1.stage-secure-gateway.hipay-tpp.com', 'a stage account in environment prod'],
    ['stage', '94658241.secure-gateway.hipay-tpp.com', 'no stage account in environment stage'],
  ])('environment %s with %s gives a warning, and is written', async (environment, login, words) => {
    const { run, written } = await computer();
    const { code, complained } = await run([
      ...minimalOptions,
      `--environment=${environment}`,
      `--hipay-login=${login}`,
    ]);
    expect(code).toBe(0);
    expect(complained).toContain(`warning: ${login}: ${words}`);
    expect(await written()).toMatchObject({ environment });
  });

  test.each([
    [['--yes'], '--api-username: an answer is needed'],
    [[...minimalOptions, '--local-port=99999'], '--local-port: expected a whole number from 1 to 65535'],
    [[...minimalOptions, '--local-port=6000'], '--local-port: browsers open no page at port 6000'],
    [[...minimalOptions, '--environment=production'], '--environment: expected dev, stage, prod'],
    [[...minimalOptions, '--proxy-rank=1a'], '--proxy-rank: expected three digits'],
    [
      [...minimalOptions, '--contract-type=both', '--proxy-rank=001'],
      '--nfc-merchant-id: an answer is needed',
    ],
    [[...minimalOptions, '--contract-type=nfc', '--proxy-rank=001'], '--proxy-rank: does not fit'],
    [[...minimalOptions, '--link=tcp'], '--terminal-host: an answer is needed'],
    [[...minimalOptions, '--terminal-host=10.0.0.1'], '--terminal-host: does not fit'],
    [
      [...minimalOptions, '--link=tcp', '--terminal-host=10.0.0.1', '--language=concert-v2-e'],
      '--language: a terminal on the network speaks caisse-ap-v3 only: leave --language out, or use another --link',
    ],
    [[...minimalOptions, '--link=simulated', '--environment=prod'], 'a simulated terminal cannot be used'],
    [[...minimalOptions, '--authorization-treshold=3'], 'Did you mean --authorization-threshold?'],
    [[], 'use --yes'],
  ])('%j is refused, nothing is written', async (args, words) => {
    const { run, written } = await computer();
    const { code, complained } = await run(args);
    expect(code).toBe(2);
    expect(complained).toContain(words);
    await expect(written()).rejects.toThrow('ENOENT');
  });

  test('a terminal on the network may be given the only language that it has', async () => {
    const { run, written } = await computer();
    const { code } = await run([
      ...minimalOptions,
      '--link=tcp',
      '--terminal-host=10.0.0.1',
      '--language=caisse-ap-v3',
    ]);
    expect(code).toBe(0);
    expect(await written()).toMatchObject({ connector: { link: 'tcp', language: 'caisse-ap-v3' } });
  });

  test('a dialogue says why it ignores another language of a terminal on the network', async () => {
    const { run, written } = await computer();
    const { said } = await run(
      ['--link=tcp', '--terminal-host=10.0.0.1', '--language=concert-v2-e', ...minimalOptions.slice(1)],
      {},
    );
    expect(said).toContain('--language: a terminal on the network speaks caisse-ap-v3 only');
    expect(await written()).toMatchObject({ connector: { language: 'caisse-ap-v3' } });
  });

  test('never prints a password', async () => {
    const { run } = await computer();
    const secrets = ['--hipay-password=shhh-1', '--api-password=shhh-2'];
    const good = await run(['--yes', '--api-username=log', ...secrets]);
    const bad = await run(['--yes', '--api-username=log', ...secrets, '--local-port=x']);
    expect(bad.code).toBe(2);
    expect(JSON.stringify([good, bad])).not.toContain('shhh');
  });
});

describe('an existing file', () => {
  test.each([
    ['no YAML', 'a: [1', 'cannot be used'],
    [
      'a bad value',
      'api_username: log\napi_password: shhh\nlocal_port: eighty\n',
      'local_port: expected a whole number',
    ],
    ['a list', '- a\n', 'key: value'],
  ])('%s: refused, with the remedy', async (_name, text, words) => {
    const { run, present, path } = await computer();
    await present(text);
    const { code, complained } = await run(minimalOptions);
    expect(code).toBe(1);
    expect(complained).toContain(path);
    expect(complained).toContain(words);
    expect(complained).toContain('--replace');
    expect(complained).not.toContain('shhh');
    expect((await run([...minimalOptions, '--replace'])).code).toBe(0);
  });

  test("the incumbent's file is imported unchanged, and kept", async () => {
    const { folder, run, written } = await computer();
    const theirs = join(folder, 'theirs.yml');
    await writeFile(theirs, stringify({ ...windowsSample, gadget: 'kept' }));
    expect(await run(['--yes', '--import', theirs, '--local-port=9000'])).toMatchObject({ code: 0 });
    expect(await written()).toMatchObject({ ...windowsSample, local_port: '9000', gadget: 'kept' });
    expect(plain(await readFile(theirs, 'utf8'))).toMatchObject({ local_port: '8888' });
  });

  test('a missing file to import is refused', async () => {
    const { folder, run } = await computer();
    const { code, complained } = await run(['--yes', '--import', join(folder, 'none.yml')]);
    expect(code).toBe(1);
    expect(complained).toContain('none.yml cannot be read (ENOENT)');
  });
});

describe('the dialogue', () => {
  test("asks in the order of HiPay's installer, and shows stars for passwords", async () => {
    const { run, written } = await computer();
    const { code, asked, said } = await run([], Object.fromEntries(windowsAnswers));
    expect(code).toBe(0);
    expect(asked.filter((name) => name !== 'home')).toEqual(windowsAnswers.map(([name]) => name));
    expect(asked.indexOf('home')).toBe(2);
    expect(await written()).toMatchObject(windowsSample);
    expect(said).toContain('Installation completed with success !');
    expect(said).toContain('hipay_password: "********"');
    expect(said).not.toContain('Test_...');
    expect(said).not.toContain('pwd');
  });

  test('skips the question that an option answers', async () => {
    const { run } = await computer();
    const script = { 'api-username': 'log', 'api-password': 'pwd', 'contract-type': 'nfc' };
    const { asked } = await run(flags(windowsAnswers.filter(([name]) => name.startsWith('nfc-'))), script);
    expect(asked).toContain('hipay-login');
    expect(asked.filter((name) => /^(nfc|proxy)-/.test(name))).toEqual([]);
  });

  test('proposes the present values: Enter at each question changes nothing, passwords included', async () => {
    const { run, written } = await computer();
    await run(['--yes', ...flags(windowsAnswers)]);
    const before = await written();
    expect(await run([], {})).toMatchObject({ code: 0 });
    expect(await written()).toEqual(before);
  });

  test('offers a file of the incumbent as the starting point', async () => {
    const { folder, run, written } = await computer();
    const theirs = join(folder, 'theirs.yml');
    await writeFile(theirs, JSON.stringify(windowsSample));
    expect(await run([], { import: theirs, 'local-port': '9000' })).toMatchObject({ code: 0 });
    expect(await written()).toMatchObject({ ...windowsSample, local_port: '9000' });
  });

  test('warns at once of an account of another environment', async () => {
    const { run } = await computer();
    const { said } = await run([], { ...Object.fromEntries(windowsAnswers), environment: 'prod' });
    expect(said).toContain('a stage account in environment prod. Is the environment right?');
  });

  test('Ctrl-C writes nothing', async () => {
    const { run, written } = await computer();
    const { code, said } = await run([], { 'hipay-login': 'x', 'local-port': undefined });
    expect(code).toBe(1);
    expect(said).toContain('Nothing was written');
    await expect(written()).rejects.toThrow('ENOENT');
  });
});
