import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type PublicName, publicNames } from './public-names.ts';

// Compiles each example of the documentation, in strict mode, against the built package.
const top = fileURLToPath(new URL('../..', import.meta.url));
const readme = join(top, 'src/sdk/README.md');
const names = publicNames();

interface Example {
  readonly title: string;
  readonly code: string;
  readonly entry: string;
  readonly kind?: string;
}

function examplesInDocs({ entry, name, doc, members }: PublicName): Example[] {
  const docs = [{ name, doc }, ...members].filter((one) => one.doc.includes('@example'));
  return docs.map((one) => ({ title: one.name, entry, code: one.doc.split('@example')[1]?.trim() ?? '' }));
}

const examplesInReadme = (): Example[] =>
  existsSync(readme)
    ? [...readFileSync(readme, 'utf8').matchAll(/^```(tsx?)\n([\s\S]*?)^```$/gm)].map(
        ([, kind = 'ts', code = ''], place) => ({
          title: `README, ${place + 1}`,
          entry: 'index',
          code,
          kind,
        }),
      )
    : [];

const moduleOf = (entry: string) => `hipay-ecr-connector${entry === 'index' ? '' : `/${entry}`}`;

/** Names that an example may use without declaring them. */
const predeclared: Readonly<Record<string, (entry: string) => string>> = {
  connector: (entry) => `declare const connector: ${entry === 'testing' ? 'TestConnector' : 'Connector'};`,
  result: () => 'declare const result: PaymentResult;',
};

/** Returns the file to compile. An example without imports is put into a function, below the imports that it needs. */
function fileOf({ code, entry }: Example): string {
  if (/^import /m.test(code)) return `${code}\nexport {};\n`;
  const used = (name: string) => new RegExp(`\\b${name}\\b`).test(code);
  const declared = (name: string) =>
    new RegExp(`\\bconst (${name}\\b|\\{[^}]*\\b${name}\\b[^}]*\\}) ?[:=]`).test(code);
  const undeclared = Object.keys(predeclared).filter((name) => used(name) && !declared(name));
  const before = undeclared.map((name) => predeclared[name]?.(entry) ?? '');
  const imports = names.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(code + before.join()));
  const lines = imports.map((one) => `import { ${one.name} } from '${moduleOf(one.entry)}';`);
  return [...lines, ...before, 'async function example() {', code, '}', 'void example;', ''].join('\n');
}

const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-examples-'));
const examples = [...names.flatMap(examplesInDocs), ...examplesInReadme()];
let compilerOutput = '';

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(top, join(folder, 'node_modules/hipay-ecr-connector'), 'junction');
  for (const name of ['react', '@types'])
    symlinkSync(join(top, 'node_modules', name), join(folder, 'node_modules', name), 'junction');
  const files = examples.map((one, place) => {
    const file = `example-${place}.${one.kind ?? 'ts'}`;
    writeFileSync(join(folder, file), fileOf(one));
    return file;
  });
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    module: 'esnext',
    moduleResolution: 'bundler',
    jsx: 'react-jsx',
    target: 'es2022',
    lib: ['es2022', 'dom', 'dom.iterable'],
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  try {
    execFileSync(process.execPath, [join(top, 'node_modules/typescript/bin/tsc'), '-p', folder], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    compilerOutput = String((error as { stdout?: unknown }).stdout);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('the built types themselves compile', () => {
  const otherLines = compilerOutput
    .split('\n')
    .filter((line) => line !== '' && !/^(example-\d+\.tsx?|\s)/.test(line));
  expect(otherLines).toEqual([]);
});

it.each(examples.map((one, place) => ({ ...one, place })))('$title compiles', ({ place, code }) => {
  const errors = compilerOutput.split('\n').filter((line) => line.startsWith(`example-${place}.`));
  expect(errors, code).toEqual([]);
});
