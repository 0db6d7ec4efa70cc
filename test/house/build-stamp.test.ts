import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { digestInputs, isBuilt, writeStamp } from '../../src/build/build-stamp.mjs';

const top = `${mkdtempSync(join(tmpdir(), 'hipay-ecr-stamp-'))}/`;
afterAll(() => rmSync(top, { recursive: true, force: true }));

const write = (path: string) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), path);
};
const touch = (path: string) => utimesSync(join(top, path), 1, 1);

const inputs = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'public/icon.svg',
  'src/build/a-plugin.ts',
  'src/sidecar/main.ts',
  'src/sdk/example/style.css',
];

beforeEach(() => {
  for (const path of [...inputs, 'test/some.test.ts', 'dist/sidecar/main.js', 'node_modules/.cache/made'])
    write(path);
  writeStamp(top, digestInputs(top));
});

describe('a checkout', () => {
  it('is not built again while nothing changes', () => {
    expect(isBuilt(top)).toBe(true);
  });
  it.each(inputs)('is built again after a change of %s', (path) => {
    touch(path);
    expect(isBuilt(top)).toBe(false);
  });
  it('is built again after a file was added or removed', () => {
    write('src/core/new.ts');
    expect(isBuilt(top)).toBe(false);
    rmSync(join(top, 'src/core/new.ts'));
    expect(isBuilt(top)).toBe(true);
    rmSync(join(top, 'src/sidecar/main.ts'));
    expect(isBuilt(top)).toBe(false);
  });
  it('is built again if a built file is missing', () => {
    rmSync(join(top, 'dist/sidecar/main.js'));
    expect(isBuilt(top)).toBe(false);
  });
  it('is built again if a built file was changed', () => {
    writeFileSync(join(top, 'dist/sidecar/main.js'), '');
    expect(isBuilt(top)).toBe(false);
  });
  it('is built again after a change in a linked folder, and ignores a broken link', () => {
    mkdirSync(join(top, 'test/elsewhere'), { recursive: true });
    writeFileSync(join(top, 'test/elsewhere/a.ts'), '');
    symlinkSync(join(top, 'test/elsewhere'), join(top, 'src/linked'));
    symlinkSync('user@host.1', join(top, 'src/.#main.ts'));
    writeStamp(top, digestInputs(top));
    expect(isBuilt(top)).toBe(true);
    touch('test/elsewhere/a.ts');
    expect(isBuilt(top)).toBe(false);
    rmSync(join(top, 'src/linked'));
    rmSync(join(top, 'src/.#main.ts'));
  });
  it('is built again if the stamp file of the last build is incomplete', () => {
    writeFileSync(join(top, 'node_modules/.cache/build-stamp.json'), '{"inputs":');
    expect(isBuilt(top)).toBe(false);
  });
  it('is not built again for a change of a test', () => {
    touch('test/some.test.ts');
    expect(isBuilt(top)).toBe(true);
  });
  it('is built if no build has finished', () => {
    rmSync(join(top, 'node_modules'), { recursive: true });
    expect(isBuilt(top)).toBe(false);
  });
});
