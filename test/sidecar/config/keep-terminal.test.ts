import { chmod, lstat, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { decodeText, encodeText, type TextEncodingName } from '../../../src/core/text-encoding.ts';
import { readConfigFile } from '../../../src/sidecar/config/config-file.ts';
import { keepTerminalIn } from '../../../src/sidecar/config/keep-terminal.ts';

const sevenEven = { baudRate: 9600, dataBits: 7, parity: 'even', stopBits: 1, flowControl: 'none' } as const;
const found = { language: 'concert-v2-e+', serial: sevenEven } as const;

const original = `# The till at the door
baudRate: 1200 # as the old terminal had it
dataBits: 8
api_username: log
api_password: pwd
hipay_login: shop
hipay_password: "p w: d"
environment: dev
contract:
  proxy:
    payment_application: "001"
    merchant_id: "1234567"
    rank: 001
connector:
  # This shop's own
  language: concert-v2-e
  register_number: "07"
`;

async function fileWith(text: string | Uint8Array, mode = 0o640) {
  const folder = await mkdtemp(join(tmpdir(), 'hipay-ecr-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'config.yml');
  await writeFile(path, text);
  await chmod(path, mode);
  return { folder, path };
}

describe('a found terminal, in the configuration file', () => {
  it('replaces language and line settings, and keeps everything else', async () => {
    const { path } = await fileWith(original);
    expect(await keepTerminalIn(path, found)).toBeUndefined();
    const text = await readFile(path, 'utf8');
    expect(text).toBe(
      `${original
        .replace('1200 #', '9600 #')
        .replace('dataBits: 8', 'dataBits: 7')
        .replace('concert-v2-e\n', 'concert-v2-e+\n')}parity: even\nstopBits: 1\n`,
    );
    const reading = (await readConfigFile(path, ''))?.reading;
    expect(reading?.ok && reading.config.settings.terminal.serial).toEqual(sevenEven);
    expect(reading?.ok && reading.config.settings.contracts.proxy?.rank).toBe('001');
  });
  it.each<TextEncodingName>(['UTF-8 with BOM', 'UTF-16LE', 'UTF-16BE', 'Windows-1252'])(
    'keeps a file in %s in its encoding, with every other character',
    async (encoding) => {
      const text = original.replace('The till at the door', 'Caisse à l’entrée, 5 €');
      const { path } = await fileWith(encodeText(text, encoding));
      expect(await keepTerminalIn(path, found)).toBeUndefined();
      const after = decodeText(await readFile(path));
      expect(after.encoding).toBe(encoding);
      expect(after.text).toContain('# Caisse à l’entrée, 5 €\n');
      expect(after.text).toContain('parity: even\n');
    },
  );
  it('keeps the mode of the file, and keeps a symbolic link', async () => {
    const { folder, path } = await fileWith(original, 0o600);
    const link = join(folder, 'link.yml');
    await symlink(path, link);
    expect(await keepTerminalIn(link, found)).toBeUndefined();
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readFile(path, 'utf8')).toContain('parity: even');
    await chmod(path, 0o644);
    await keepTerminalIn(path, { ...found, language: 'caisse-ap-v3' });
    expect((await stat(path)).mode & 0o777).toBe(0o644);
    expect((await readdir(folder)).sort()).toEqual(['config.yml', 'link.yml']);
  });
  it('writes a flow control that is needed, and sets it to "none" when it is not needed any more', async () => {
    const hardware = { ...sevenEven, flowControl: 'hardware' } as const;
    const { path } = await fileWith(original);
    await keepTerminalIn(path, { ...found, serial: hardware });
    expect(await readFile(path, 'utf8')).toContain('  flow_control: hardware\n');
    await keepTerminalIn(path, found);
    expect(await readFile(path, 'utf8')).toContain('  flow_control: none\n');
  });
  it('on the network changes the language only', async () => {
    const { path } = await fileWith(original);
    expect(await keepTerminalIn(path, { language: 'caisse-ap-v3' })).toBeUndefined();
    expect(await readFile(path, 'utf8')).toBe(original.replace('concert-v2-e\n', 'caisse-ap-v3\n'));
  });
  it.each([
    ['a JSON file', '{"api_username":"log","api_password":"pwd"}', 'JSON'],
    ['a file that is no YAML', 'a: [', 'line 1, column 5'],
    ['a file without keys', 'just a text', '"key: value"'],
    ['a file that start refuses', 'local_port: many\n', 'would not say so'],
  ])('is not written into %s, which stays unchanged', async (_, text, why) => {
    const { path, folder } = await fileWith(text);
    expect(await keepTerminalIn(path, found)).toContain(why);
    expect(await readFile(path, 'utf8')).toBe(text);
    expect(await readdir(folder)).toEqual(['config.yml']);
  });
  it('is not written if there is no file', async () => {
    expect(await keepTerminalIn('/nowhere/config.yml', found)).toContain('ENOENT');
  });
});
