import { describe, expect, it, vi } from 'vitest';
import { readShopConfig } from '../../../src/core/settings/config-file.ts';
import { readYaml } from '../../../src/pwa/page/read-yaml.ts';
import { readConfiguration } from '../../../src/sidecar/config/config-editor.ts';
import { readConfigYaml } from '../../../src/sidecar/config/config-yaml.ts';

const withPassword = (value: string) => `api_username: log\napi_password: ${value}\nlocal_port: 8888\n`;

const unquoted = [
  '!Geheim99',
  '!secret Geheim99',
  '!e!Geheim99 x',
  '!<Geheim99',
  '*Geheim99',
  '&Geheim99',
  '&Geheim99 x',
  '|Geheim99',
  '>Geheim99',
  '@Geheim99',
  '%Geheim99',
  '`Geheim99',
  '[Geheim99',
  '{Geheim99}',
  '- Geheim99',
  'Geheim99: x',
  '"Geheim99',
  '"\\Geheim99"',
  "'Ge'Geheim99'",
];

describe('a password without quotes that begins with a sign of YAML', () => {
  it.each(unquoted)('%s is refused with its line and what to do, and is in no message', (value) => {
    const warned = vi.spyOn(process, 'emitWarning');
    const logged = vi.spyOn(console, 'warn');
    const text = withPassword(value);
    const reading = readConfigYaml(text);
    expect(reading).toMatchObject({
      ok: false,
      fault: expect.stringMatching(/^line [234], column \d+: .*quote/),
    });
    expect(JSON.stringify(reading)).not.toContain('eheim');
    expect(readConfiguration(text)).toBe(reading.ok || reading.fault);
    expect([...warned.mock.calls, ...logged.mock.calls]).toEqual([]);
  });
  it.each(unquoted)('%s puts nothing into an error of the page or a warning', async (value) => {
    const logged = vi.spyOn(console, 'warn');
    const warned = vi.spyOn(process, 'emitWarning');
    const error = await readYaml(withPassword(value)).catch(String);
    if (typeof error === 'string') expect(error).not.toContain('eheim');
    expect([...warned.mock.calls, ...logged.mock.calls]).toEqual([]);
  });
  it('is not refused in quotes', () => {
    for (const value of unquoted) {
      const reading = readConfigYaml(withPassword(JSON.stringify(value)));
      expect(reading.ok && reading.document.get('api_password')).toBe(value);
    }
  });
});

const passwordOf = (value: string) => {
  const reading = readConfigYaml(withPassword(value));
  const config = readShopConfig(reading.ok && reading.document.toJS());
  return config.ok && config.config.sidecar.apiPassword;
};

describe('a configuration file', () => {
  it('keeps the spaces of a password in quotes, and no line end of a block', () => {
    expect(passwordOf('"  spaced  "')).toBe('  spaced  ');
    expect(passwordOf("' '")).toBe(' ');
    expect(passwordOf('  plain  ')).toBe('plain');
    expect(passwordOf('|\n  block\n')).toBe('block');
    expect(passwordOf('!!str 0123')).toBe('0123');
  });
  it('can be used with a tag at a value that is no secret, and a note names the tag', () => {
    const reading = readConfigYaml(`${withPassword('x')}serial_number: !abc 12\n`);
    expect(reading).toMatchObject({
      ok: true,
      notes: [expect.stringMatching(/^line 4, column 16: !.*quotes/)],
    });
  });
  it('shows no password of a key without a space after its colon', () => {
    const raw = { api_username: 'log', api_password: 'x', 'hipay_password:Geheim99 a': 'b' };
    expect(JSON.stringify(readShopConfig(raw))).not.toContain('eheim');
    const inside = { ...raw, connector: { 'hash_key:Geheim99': 'b' } };
    expect(JSON.stringify(readShopConfig(inside))).not.toContain('eheim');
  });
});

it('for a file in UTF-16 without a byte order mark, the error says how to save the file', () => {
  expect(readConfigYaml([...withPassword('x')].join('\0'))).toEqual({
    ok: false,
    fault: 'the file is not saved as UTF-8: open it in a text editor, and save it as UTF-8',
  });
});

it('a second document is refused with its line: its settings would be left out', async () => {
  const text = 'api_username: log\nlocal_port: 8888\n---\nlocal_port: 9999\n';
  expect(readConfigYaml(text)).toEqual({
    ok: false,
    fault: expect.stringMatching(/^line 3, column 1: .*second document/),
  });
  await expect(readYaml(text)).rejects.toThrow('line 3');
  expect(readConfigYaml(`---\n${text.split('---')[0]}`).ok).toBe(true);
});
