import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packagePath } from '../../../src/core/update/package-path.ts';
import { PackageFault, TarReader } from '../../../src/core/update/tar-reader.ts';
import { type TarEntry, tarOf } from './tar-of.ts';

const limits = { files: 10, bytes: 100_000 };
interface Read {
  readonly path: string;
  content: string;
  readonly isExecutable: boolean;
}

function read(pieces: readonly Uint8Array[], within = limits): Read[] {
  const reader = new TarReader(within);
  const files: Read[] = [];
  for (const event of pieces.flatMap((piece) => reader.push(piece))) {
    if (event.is === 'file') files.push({ path: event.path, content: '', isExecutable: event.isExecutable });
    const last = files.at(-1);
    if (event.is === 'data' && last) last.content += Buffer.from(event.bytes).toString('latin1');
  }
  reader.end();
  return files;
}
const faultOf = (entries: readonly TarEntry[], within = limits): string => {
  try {
    read([tarOf(entries)], within);
  } catch (error) {
    if (error instanceof PackageFault) return error.message;
    throw error;
  }
  return 'none';
};

const sample: TarEntry[] = [
  { path: 'package/', type: '5' },
  { path: 'package/package.json', content: '{}' },
  { path: 'package/dist/node', content: 'x'.repeat(1500), mode: 0o755 },
  { path: `package/${'long/'.repeat(25)}name.js`, content: 'y'.repeat(512) },
  { path: 'package/empty', content: '' },
];

describe('a package', () => {
  it('gives the same files however its bytes are cut into pieces', () => {
    const tar = tarOf(sample);
    const whole = read([tar]);
    expect(whole.map(({ path }) => path)).toEqual([
      'package.json',
      'dist/node',
      `${'long/'.repeat(25)}name.js`,
      'empty',
    ]);
    expect(whole[1]).toMatchObject({ content: 'x'.repeat(1500), isExecutable: true });
    fc.assert(
      fc.property(fc.array(fc.nat(tar.length), { maxLength: 20 }), (cuts) => {
        const ends = [...cuts, 0, tar.length].sort((a, b) => a - b);
        const pieces = ends.slice(1).map((end, i) => tar.subarray(ends[i], end));
        expect(read(pieces)).toEqual(whole);
      }),
    );
  });
  it('may be filled up after its end, but not go on for ever', () => {
    const tar = tarOf(sample);
    expect(read([tar, new Uint8Array(10_240)])).toHaveLength(4);
    const reader = new TarReader(limits);
    reader.push(tar);
    const zeros = new Uint8Array(50_000);
    expect(() => [zeros, zeros].map((piece) => reader.push(piece))).toThrow('goes on after its end');
  });
  it('is refused if it has entries without end', () => {
    const folders = Array.from({ length: 50 }, () => ({ path: 'package/', type: '5' }));
    expect(faultOf(folders)).toContain('too many entries');
  });
  it.each([
    ['first the file', [{ path: 'package/dist' }, { path: 'package/dist/a' }]],
    ['first the folder', [{ path: 'package/dist/a' }, { path: 'package/DIST' }]],
    ['a folder of its own entry', [{ path: 'package/dist' }, { path: 'package/dist/', type: '5' }]],
  ])('is refused if it has a file where it needs a folder: %s', (_name, entries) => {
    expect(faultOf(entries)).toContain('needs a folder where it has a file');
  });
  it('is refused if it is cut off, or has no end', () => {
    const tar = tarOf(sample);
    for (let length = 0; length < tar.length - 1024; length += 100)
      expect(() => read([tar.subarray(0, length)])).toThrow(PackageFault);
  });
  it('is refused if any byte of a header is changed', () => {
    const tar = tarOf([{ path: 'package/a', content: 'abc' }]);
    for (let at = 0; at < 345; at++) {
      // The unused end of the sum itself.
      if (at === 155) continue;
      const changed = Uint8Array.from(tar);
      changed[at] = (changed[at] ?? 0) ^ 0x11;
      expect(() => read([changed]), `byte ${at}`).toThrow(PackageFault);
    }
  });
  it.each([
    ['../evil', '0'],
    ['/etc/passwd', '0'],
    ['package/../../evil', '0'],
    ['package/./a', '0'],
    ['package//a', '0'],
    ['other/a', '0'],
    ['package/C:evil', '0'],
    ['package/a\\..\\b', '0'],
    ['package/a:stream', '0'],
    ['package/con.js', '0'],
    ['package/dots.', '0'],
    ['package/é', '0'],
    [`package/${'x'.repeat(300)}`, '0'],
    ['package/link', '2'],
    ['package/link', '1'],
    ['package/device', '3'],
    ['package/pipe', '6'],
    ['package/long', 'L'],
  ])('is refused with the path %s of type %s', (path, type) => {
    expect(faultOf([{ path, type, content: '' }])).not.toBe('none');
  });
  it('is refused with a file twice, too many files, or too many bytes', () => {
    expect(faultOf([{ path: 'package/a' }, { path: 'package/A' }])).toContain('twice');
    const many = Array.from({ length: 11 }, (_, i) => ({ path: `package/${i}` }));
    expect(faultOf(many)).toContain('more than 10 files');
    expect(faultOf([{ path: 'package/a', content: 'x'.repeat(2000) }], { files: 1, bytes: 1999 })).toContain(
      'larger',
    );
  });
  it('is read or refused whatever its bytes are, and no path leads out of the folder', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const safe = packagePath(path) ?? packagePath(`package/${path}`);
        if (safe !== undefined) expect(safe.split('/')).not.toContain('..');
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => {
        try {
          read([bytes]);
        } catch (error) {
          expect(error).toBeInstanceOf(PackageFault);
        }
      }),
    );
  });
});
