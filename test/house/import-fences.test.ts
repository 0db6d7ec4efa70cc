import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const top = fileURLToPath(new URL('../..', import.meta.url));
const folderOfTest = mkdtempSync(join(tmpdir(), 'hipay-ecr-fences-'));
afterAll(() => rmSync(folderOfTest, { recursive: true, force: true }));

/** A folder, and an import that is forbidden in it. */
const forbidden = [
  ['src/core/payment', 'node:fs'],
  ['src/core/payment', 'lit'],
  ['src/core/payment', '../../flows/connector.ts'],
  ['src/core/payment', '../../adapters/indexeddb/indexeddb-journal.ts'],
  ['src/flows', '../adapters/http-gateway/http-gateway.ts'],
  ['src/flows', 'zod'],
  ['src/adapters/web-serial', '../indexeddb/connector-database.ts'],
  ['src/adapters/web-serial', '../../flows/connector.ts'],
  ['src/simulator/terminal-twin', 'node:net'],
  ['src/simulator/terminal-twin', '../../flows/connector.ts'],
  ['src/ui/pay', '../../adapters/http-gateway/http-gateway.ts'],
  ['src/ui/pay', 'zod'],
  ['src/pwa', '../sidecar/app.ts'],
  ['src/pwa', 'node:fs'],
  ['src/sidecar/routes', '../../flows/connector.ts'],
  ['src/sidecar/routes', '../../ui/ecr-app.ts'],
  ['src/sidecar/routes', '../../adapters/indexeddb/connector-database.ts'],
  ['src/core/payment', 'zod'],
  ['src/core/till', '../../texts/en/payment.ts'],
  ['src/flows', '../texts/load-texts.ts'],
  ['src/simulator/terminal', '../../texts/load-texts.ts'],
  ['src/adapters/web-serial', '../../texts/load-texts.ts'],
  ['src/texts/fr', 'lit'],
  ['src/texts/fr', '../../ui/language.ts'],
  ['src/texts/fr', '../../core/payment/payment-machine.ts'],
  ['src/sdk/client', '../../texts/load-texts.ts'],
  ['src/sdk/element', '../../texts/fr/payments.ts'],
  ['src/sidecar/routes', '../../texts/load-texts.ts'],
] as const;

/** A folder, and an import that is allowed in it. */
const allowed = [
  ['src/core/payment', 'zod/mini'],
  ['src/core/payment', '../money/amount.ts'],
  ['src/flows', '../core/money/amount.ts'],
  ['src/adapters/indexeddb', 'idb'],
  ['src/adapters/indexeddb', '../../core/money/amount.ts'],
  ['src/simulator/node-links', 'node:net'],
  ['src/ui/pay', 'lit'],
  ['src/sidecar/routes', 'hono'],
  ['src/sidecar/routes', '../../adapters/http-gateway/http-gateway.ts'],
  ['src/sidecar/routes', '../../texts/load-till-texts.ts'],
  ['src/texts/fr', '../en/payments.ts'],
  ['src/texts/en', '../../core/settings/english-remarks.ts'],
  ['src/texts/en', '../../core/till/till-texts.ts'],
  ['src/texts', '../core/language.ts'],
  ['src/ui/pay', '../../texts/load-texts.ts'],
  ['src/sdk/client', '../../texts/load-client-texts.ts'],
  ['src/sdk/element', '../../texts/fr/till-element.ts'],
  ['src/sdk/client', '../../core/language.ts'],
] as const;

interface Report {
  readonly diagnostics: readonly {
    readonly category: string;
    readonly location: { readonly path: string };
  }[];
}

/** The rules that each generated file breaks, by its path. */
const broken = new Map<string, string[]>();
const generatedFile = (folder: string, specifier: string) =>
  `${folder}/generated-${specifier.replace(/\W+/g, '-')}.ts`;

beforeAll(() => {
  cpSync(join(top, '.biome.jsonc'), join(folderOfTest, '.biome.jsonc'));
  for (const [folder, specifier] of [...forbidden, ...allowed]) {
    const path = join(folderOfTest, generatedFile(folder, specifier));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import { thing } from '${specifier}';\n\nexport const other = thing;\n`);
  }
  const biome = join(top, 'node_modules/.bin/biome');
  const { stdout } = spawnSync(biome, ['lint', '--reporter=json', 'src'], {
    cwd: folderOfTest,
    encoding: 'utf8',
  });
  const { diagnostics } = JSON.parse(stdout) as Report;
  for (const { category, location } of diagnostics)
    broken.set(location.path, [...(broken.get(location.path) ?? []), category]);
});

describe('a wrong import fails the style check', () => {
  it.each(forbidden)('%s from %s', (folder, specifier) => {
    expect(broken.get(generatedFile(folder, specifier))).toContain('lint/style/noRestrictedImports');
  });
});

describe('an allowed import passes the style check', () => {
  it.each(allowed)('%s from %s', (folder, specifier) => {
    expect(broken.get(generatedFile(folder, specifier))).toBeUndefined();
  });
});
