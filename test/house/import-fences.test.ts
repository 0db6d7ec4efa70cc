import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));
const yard = mkdtempSync(join(tmpdir(), 'hipay-ecr-fences-'));
cpSync(join(top, '.biome.jsonc'), join(yard, '.biome.jsonc'));
afterAll(() => rmSync(yard, { recursive: true, force: true }));

/** What the style check says of a file with one import, at a place in the tree. */
function lint(file: string, specifier: string): { ok: boolean; text: string } {
  const path = join(yard, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `import { thing } from '${specifier}';\n\nexport const other = thing;\n`);
  const biome = join(top, 'node_modules/.bin/biome');
  const { status, stdout, stderr } = spawnSync(biome, ['lint', file], { cwd: yard, encoding: 'utf8' });
  rmSync(path);
  return { ok: status === 0, text: stdout + stderr };
}

describe('a wrong import fails the style check', () => {
  it.each([
    ['src/core/payment/planted.ts', 'node:fs'],
    ['src/core/payment/planted.ts', 'lit'],
    ['src/core/payment/planted.ts', '../../flows/connector.ts'],
    ['src/core/payment/planted.ts', '../../adapters/indexeddb/indexeddb-journal.ts'],
    ['src/flows/planted.ts', '../adapters/http-gateway/http-gateway.ts'],
    ['src/flows/planted.ts', 'zod'],
    ['src/adapters/web-serial/planted.ts', '../indexeddb/connector-database.ts'],
    ['src/adapters/web-serial/planted.ts', '../../flows/connector.ts'],
    ['src/simulator/terminal-twin/planted.ts', 'node:net'],
    ['src/simulator/terminal-twin/planted.ts', '../../flows/connector.ts'],
    ['src/ui/pay/planted.ts', '../../adapters/http-gateway/http-gateway.ts'],
    ['src/ui/pay/planted.ts', 'zod'],
    ['src/pwa/planted.ts', '../sidecar/app.ts'],
    ['src/pwa/planted.ts', 'node:fs'],
    ['src/sidecar/routes/planted.ts', '../../flows/connector.ts'],
    ['src/sidecar/routes/planted.ts', '../../ui/ecr-app.ts'],
    ['src/sidecar/routes/planted.ts', '../../adapters/indexeddb/connector-database.ts'],
  ])('%s from %s', (file, specifier) => {
    const { ok, text } = lint(file, specifier);
    expect(ok).toBe(false);
    expect(text).toContain('noRestrictedImports');
  });
});

describe('a right import passes', () => {
  it.each([
    ['src/core/payment/planted.ts', 'zod'],
    ['src/core/payment/planted.ts', '../money/amount.ts'],
    ['src/flows/planted.ts', '../core/money/amount.ts'],
    ['src/adapters/indexeddb/planted.ts', 'idb'],
    ['src/adapters/indexeddb/planted.ts', '../../core/money/amount.ts'],
    ['src/simulator/node-links/planted.ts', 'node:net'],
    ['src/ui/pay/planted.ts', 'lit'],
    ['src/sidecar/routes/planted.ts', 'hono'],
    ['src/sidecar/routes/planted.ts', '../../adapters/http-gateway/http-gateway.ts'],
  ])('%s from %s', (file, specifier) => {
    expect(lint(file, specifier)).toMatchObject({ ok: true });
  });
});
