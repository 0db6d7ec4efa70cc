import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readUpdateKey, signatureFault } from '../../../src/sidecar/updates/minisign.ts';

// The vectors were made with minisign 0.11.
const vector = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../vectors/minisign/${name}`, import.meta.url)));
const index = vector('index.json');
const keyFile = vector('key.pub').toString();
const keyLine = keyFile.split('\n')[1] ?? '';
const key = readUpdateKey(keyLine);
if (!key) throw new Error('the key cannot be read');

describe('a signature of minisign', () => {
  it.each(['legacy', 'prehashed'])('in the form %s is valid for its own file only', (form) => {
    const signature = vector(`${form}.minisig`).toString();
    expect(signatureFault(index, signature, key)).toBeUndefined();
    for (const at of [0, 20, index.length - 1]) {
      const changed = Buffer.from(index);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(signatureFault(changed, signature, key)).toBe('the signature is wrong');
    }
  });
  it.each(['legacy', 'prehashed'])('in the form %s is not valid with another trusted comment', (form) => {
    const signature = vector(`${form}.minisig`).toString().replace('release 0.2.0', 'release 0.3.0');
    expect(signatureFault(index, signature, key)).toBe('the signature of its comment is wrong');
  });
  it('is valid with the line ends of Windows too', () => {
    expect(signatureFault(index, vector('legacy.minisig').toString().replaceAll('\n', '\r\n'), key)).toBe(
      undefined,
    );
  });
  it('is refused if it was made with another key', () => {
    expect(signatureFault(index, vector('other.minisig').toString(), key)).toBe(
      'it was made with another key',
    );
  });
  it('is refused if any byte of it is changed', () => {
    const lines = vector('prehashed.minisig').toString().split('\n');
    for (const line of [1, 3]) {
      const bytes = Buffer.from(lines[line] ?? '', 'base64');
      for (let at = 0; at < bytes.length; at++) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ 0x41;
        const text = lines.with(line, changed.toString('base64')).join('\n');
        expect(signatureFault(index, text, key), `line ${line}, byte ${at}`).toBeTypeOf('string');
      }
    }
  });
  it.each(['', 'untrusted comment: x', 'x\ny\nz\nw', 'a'.repeat(9999)])('is not found in %j', (text) => {
    expect(signatureFault(index, text, key)).toBeTypeOf('string');
  });
});

describe('the public key of minisign', () => {
  it('is read from its line or its file', () => {
    expect(readUpdateKey(keyFile)).toEqual(key);
    expect(readUpdateKey(` ${keyLine} `)).toEqual(key);
  });
  it.each(['', 'RWQ', keyLine.slice(0, -4), `${keyLine}AAAA`, keyLine.replace('RW', 'RX')])(
    '%j is none',
    (text) => {
      expect(readUpdateKey(text)).toBeUndefined();
    },
  );
});
