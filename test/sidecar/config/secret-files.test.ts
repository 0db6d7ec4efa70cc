import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  applyAnswers,
  readAnswers,
  readPresentConfiguration,
} from '../../../src/sidecar/config/config-editor.ts';
import { pathsWithSecrets, readConfigFile } from '../../../src/sidecar/config/config-file.ts';
import { keepTerminalIn } from '../../../src/sidecar/config/keep-terminal.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

const shop = `hipay_login: 12345678.stage-secure-gateway.hipay-tpp.com
api_username: till
contract: { proxy: { payment_application: 001, merchant_id: 1234567, rank: 001 } }
`;

/** A home folder with these files. */
async function home(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  return folder;
}

async function read(folder: string, env: NodeJS.ProcessEnv = {}) {
  const file = await readConfigFile(undefined, folder, env);
  if (!file) throw new Error('there is no configuration');
  const { reading } = file;
  return {
    file,
    errors: reading.ok ? [] : reading.errors,
    secrets: reading.ok && [
      reading.config.sidecar.apiPassword,
      reading.config.settings.hipay.password,
      reading.config.settings.hipay.hashKey,
    ],
  };
}

const named = `${shop}connector: { api_password_file: till.txt, hipay_password_file: hipay.txt, hash_key_file: hash.txt }\n`;

describe('a secret that the configuration does not hold', () => {
  test('comes from the file that the configuration names, without the line end', async () => {
    const folder = await home({
      'config.yml': named,
      'till.txt': 'caisse-é\r\n',
      'hipay.txt': '\ufeffHp pass\n',
      'hash.txt': 'phrase',
    });
    expect((await read(folder)).secrets).toEqual(['caisse-é', 'Hp pass', 'phrase']);
  });

  test('otherwise comes from the credentials of the service, or else from the environment', async () => {
    const folder = await home({ 'config.yml': shop });
    const credentials = await home({ api_password: 'from systemd\n' });
    const env = {
      CREDENTIALS_DIRECTORY: credentials,
      HIPAY_ECR_API_PASSWORD: 'from the environment',
      HIPAY_ECR_HIPAY_PASSWORD: 'hp',
      HIPAY_ECR_HASH_KEY: 'hash',
    };
    expect((await read(folder, env)).secrets).toEqual(['from systemd', 'hp', 'hash']);
  });

  test('is not the empty line that the unit of systemd sets where there is no file', async () => {
    const folder = await home({ 'config.yml': shop });
    const credentials = await home({ api_password: '\n', hipay_password: '\n' });
    const env = { CREDENTIALS_DIRECTORY: credentials, HIPAY_ECR_API_PASSWORD: 'from the environment' };
    expect((await read(folder, env)).secrets).toEqual(['from the environment', '', '']);
  });

  test('is read from nowhere else if the configuration holds it', async () => {
    const folder = await home({ 'config.yml': `${shop}api_password: inside\n` });
    const env = { HIPAY_ECR_API_PASSWORD: 'other' };
    expect((await read(folder, env)).secrets).toEqual(['inside', '', '']);
  });

  test('is named as missing if it is nowhere', async () => {
    const folder = await home({ 'config.yml': shop });
    expect((await read(folder)).errors).toEqual(['api_password: expected the password that the till sends']);
  });
});

describe('a source that cannot be used is named with the reason, and without the secret', () => {
  const only = (key: string, path: string) => `${shop}api_password: x\nconnector: { ${key}: ${path} }\n`;
  test.each([
    [
      'no such file',
      'gone.txt',
      /^connector\.hipay_password_file: .*gone\.txt cannot be read: there is no such file \(ENOENT\)\.$/,
    ],
    ['a folder', 'folder', /cannot be read: it is a folder \(EISDIR\)/],
    ['an empty file', 'empty.txt', /empty\.txt is empty/],
    ['two lines', 'two.txt', /two\.txt has more than one line/],
  ])('%s', async (_, path, words) => {
    const files = {
      'config.yml': only('hipay_password_file', path),
      'empty.txt': '\n',
      'two.txt': 'geheim\nb\n',
    };
    const folder = await home(files);
    await mkdir(join(folder, 'folder'));
    const { errors } = await read(folder);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(words);
    expect(errors[0]).not.toContain('geheim');
  });

  test('a secret that is in the file and in a file of its own', async () => {
    const folder = await home({ 'config.yml': only('api_password_file', 'till.txt'), 'till.txt': 'y' });
    expect((await read(folder)).errors).toEqual([
      'api_password: the file holds it, and names connector.api_password_file. Keep one of the two.',
    ]);
  });
});

test('the files with secrets are watched for other users; a configuration without a secret is not', async () => {
  const files = { 'config.yml': named, 'till.txt': 'a', 'hipay.txt': 'b', 'hash.txt': 'c' };
  const folder = await home(files);
  const own = ['till.txt', 'hipay.txt', 'hash.txt'].map((name) => join(folder, name));
  expect(pathsWithSecrets((await read(folder)).file)).toEqual(own);
  await writeFile(
    join(folder, 'config.yml'),
    `${shop}hipay_password: in it\nconnector: { api_password_file: till.txt }\n`,
  );
  expect(pathsWithSecrets((await read(folder)).file)).toEqual([join(folder, 'config.yml'), own[0]]);
});

test('the set-up and the terminal that was found leave the secrets in their files', async () => {
  const folder = await home({ 'config.yml': named });
  const present = readPresentConfiguration(folder);
  if (typeof present === 'string') throw new Error(present);
  const answers = { ...readAnswers(present.configuration), 'local-port': '9000' };
  const text = applyAnswers(present.configuration, answers).toString();
  expect(text).toContain('api_password_file: till.txt');
  expect(text).not.toMatch(/\*\*|^api_password:|^hipay_password:/m);
  const found = { language: 'concert-v2-e' } as const;
  expect(await keepTerminalIn(join(folder, 'config.yml'), found)).toBeUndefined();
});
