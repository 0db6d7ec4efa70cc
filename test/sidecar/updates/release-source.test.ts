import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installationAt, makeFolders } from '../../../src/sidecar/updates/installation.ts';
import { getRelease } from '../../../src/sidecar/updates/release-source.ts';
import { unpackVersion } from '../../../src/sidecar/updates/unpack.ts';
import { tarOf } from '../../core/update/tar-of.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-release-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const vector = (name: string) =>
  readFileSync(new URL(`../../vectors/minisign/${name}`, import.meta.url), 'utf8');
const updateKey = vector('key.pub').split('\n')[1];
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

/** Answers with these files, and counts the requests. */
function site(files: Record<string, string | Uint8Array>) {
  const asked: string[] = [];
  const fetchUrl = (async (url: string) => {
    asked.push(url);
    const content = files[url.split('/').at(-1) ?? ''];
    return content === undefined ? new Response('', { status: 404 }) : new Response(content as never);
  }) as unknown as typeof fetch;
  return { asked, fetchUrl };
}
const signed = { 'index.json': vector('index.json'), 'index.json.minisig': vector('prehashed.minisig') };
const url = 'https://updates.example/ecr';
const checkWanted = () => {};

describe('a release', () => {
  it('is not fetched from an address if there is no key', async () => {
    const { asked, fetchUrl } = site(signed);
    await expect(getRelease(url, { fetchUrl, updateKey: undefined, checkWanted })).rejects.toThrow(
      /update_key/,
    );
    expect(asked).toEqual([]);
  });
  it.each(['http://updates.example/', 'ftp://a/', 'file:///etc/', 'http://127.0.0.1.example/'])(
    'from %s is refused',
    async (address) => {
      const { asked, fetchUrl } = site(signed);
      await expect(getRelease(address, { fetchUrl, updateKey, checkWanted })).rejects.toThrow('https only');
      expect(asked).toEqual([]);
    },
  );
  it.each([
    ['another signature', { ...signed, 'index.json.minisig': vector('other.minisig') }, /another key/],
    [
      'a changed index',
      { ...signed, 'index.json': vector('index.json').replace('"ring":10', '"ring":99') },
      /wrong/,
    ],
    ['no signature', { 'index.json': vector('index.json') }, /minisig cannot be fetched \(status 404\)/],
    [
      'a package of another size',
      { ...signed, 'hipay-ecr-connector-0.2.0.tgz': 'abc' },
      /size or sum differ/,
    ],
    [
      'a package without an end',
      { ...signed, 'hipay-ecr-connector-0.2.0.tgz': 'a'.repeat(1001) },
      /longer than/,
    ],
    [
      'a package of another sum',
      { ...signed, 'hipay-ecr-connector-0.2.0.tgz': 'a'.repeat(1000) },
      /size or sum differ/,
    ],
  ])('with %s is refused, and says that nothing was changed', async (_, files, why) => {
    const { fetchUrl } = site(files);
    const getting = getRelease(url, { fetchUrl, updateKey, checkWanted });
    await expect(getting).rejects.toThrow(why);
    await expect(getting).rejects.toThrow('Nothing was changed');
  });
  it('is not downloaded if it is not wanted', async () => {
    const { asked, fetchUrl } = site(signed);
    const refuse = () => {
      throw new Error('ring');
    };
    await expect(getRelease(url, { fetchUrl, updateKey, checkWanted: refuse })).rejects.toThrow('ring');
    expect(asked.filter((each) => each.endsWith('.tgz'))).toEqual([]);
  });
});

describe('a package', () => {
  const files = (version: string) => ({
    'package.json': JSON.stringify({ name: 'hipay-ecr-connector', version }),
    'dist/sidecar/main.js': 'program',
    'dist/pwa/index.html': 'page',
  });
  function write(content: Record<string, string>, sums: Record<string, string> = content): string {
    const lines = Object.entries(sums).map(([path, text]) => `${sha256(text)}  ${path}\n`);
    const all = { ...content, 'dist/SHA256SUMS': lines.join('') };
    const tar = tarOf(
      Object.entries(all).map(([path, text]) => ({ path: `package/${path}`, content: text })),
    );
    const path = join(folder, 'a.tgz');
    writeFileSync(path, gzipSync(tar));
    return path;
  }
  const unpack = async (path: string, expected?: string) => {
    await makeFolders(folder);
    return unpackVersion(path, installationAt(folder), expected, () => {});
  };
  it('is unpacked beside the other versions', async () => {
    expect(await unpack(write(files('0.2.0')))).toBe('0.2.0');
    expect(readFileSync(join(folder, 'versions/0.2.0/dist/sidecar/main.js'), 'utf8')).toBe('program');
  });
  it.each([
    ['of another version', () => write(files('0.2.1')), /0\.2\.0 was announced/],
    [
      'with a changed file',
      () => write({ ...files('0.2.0'), 'dist/pwa/index.html': 'x' }, files('0.2.0')),
      /damaged/,
    ],
    ['without its page', () => write({ 'package.json': files('0.2.0')['package.json'] }), /does not name/],
    [
      'with a program that no sum covers',
      () => write({ ...files('0.2.0'), node: 'x' }, files('0.2.0')),
      /does not name node/,
    ],
    [
      'with a file where it needs a folder',
      () => write({ dist: 'x', ...files('0.2.0') }),
      /needs a folder where it has a file/,
    ],
    [
      'of another program',
      () => write({ 'package.json': '{"name":"x","version":"0.2.0"}' }),
      /not that of this program/,
    ],
    [
      'that is no archive',
      () => {
        writeFileSync(join(folder, 'b.tgz'), 'text');
        return join(folder, 'b.tgz');
      },
      /no package/,
    ],
  ])('leaves nothing on the disk if it has this fault: %s', async (_, make, why) => {
    await expect(unpack(make(), '0.2.0')).rejects.toThrow(why);
    expect(await installationAt(folder).hasVersion('0.2.0')).toBe(false);
  });
});

it('either the first payment or the way back claims a new version, never both', async () => {
  const installation = installationAt(folder);
  const id = await installation.makeClaim();
  const claims = await Promise.all([installation.claim('payment', id), installation.claim('way-back', id)]);
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await installation.claim('payment', id)).toBe(claims[0]);
  const other = await installation.makeClaim();
  expect(await installation.claim('way-back', other)).toBe(true);
});
