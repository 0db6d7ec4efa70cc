// Writes dist/sdk/*.d.ts: one flat file for each entry of the package, with the public types and the types that they use.
// No other type of ours gets into a till's type check. A type of another package stops the build.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { sdkEntries } from './sdk-entries.mjs';

const top = fileURLToPath(new URL('..', import.meta.url));
const emitted = join(top, 'node_modules/.cache/sdk-declarations');

/** Emits declarations without a type check, which is the task of `npm run check:types`: this way the build is quick. */
function emit() {
  rmSync(emitted, { recursive: true, force: true });
  const options = [
    '--ignoreConfig',
    '--noCheck',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--declaration',
  ];
  const modules = ['--module', 'esnext', '--moduleResolution', 'bundler', '--allowImportingTsExtensions'];
  const where = ['--emitDeclarationOnly', '--rootDir', '.', '--outDir', emitted, '--target', 'es2023'];
  const libraries = ['--lib', 'es2023,dom,dom.iterable,webworker', '--types', 'w3c-web-serial,w3c-web-usb'];
  const compiler = join(top, 'node_modules/typescript/bin/tsc');
  const args = [compiler, ...options, ...modules, ...where, ...libraries, ...Object.values(sdkEntries)];
  const { status } = spawnSync(process.execPath, args, { cwd: top, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}

const modules = new Map();

/** Reads the declarations, imports and exports of one emitted file. */
function moduleAt(path) {
  const known = modules.get(path);
  if (known) return known;
  const text = readFileSync(path, 'utf8');
  const { program, comments } = parseSync(path, text, { lang: 'dts' });
  const module = { path, declared: new Map(), imported: new Map(), exported: new Map(), all: [], global: [] };
  modules.set(path, module);
  const docOf = (start) => {
    const doc = comments.findLast(({ end }) => end <= start);
    return doc?.value.startsWith('*') && text.slice(doc.end, start).trim() === ''
      ? `${text.slice(doc.start, doc.end)}\n`
      : '';
  };
  for (const node of program.body) readStatement(node, module, text, docOf(node.start));
  return module;
}

function readStatement(node, module, text, doc) {
  const target = node.source && resolved(module.path, node.source.value);
  if (node.type === 'ImportDeclaration') {
    for (const { local, imported } of node.specifiers)
      module.imported.set(local.name, { target, name: imported?.name ?? 'default' });
  } else if (node.type === 'ExportAllDeclaration') {
    module.all.push(target);
  } else if (node.type === 'TSModuleDeclaration') {
    module.global.push({ text: text.slice(node.start, node.end), node, module });
  } else {
    for (const { local, exported } of node.specifiers ?? [])
      module.exported.set(exported.name, { target, name: local.name });
    const declaration = node.declaration ?? (node.id || node.declarations ? node : undefined);
    if (!declaration) return;
    const name = (declaration.id ?? declaration.declarations[0].id).name;
    const own = text.slice(declaration.start, declaration.end);
    module.declared.set(name, { name, doc, text: own, node: declaration, module });
    if (node.declaration) module.exported.set(name, { name });
  }
}

function resolved(from, specifier) {
  if (specifier.startsWith('.')) return join(dirname(from), specifier.replace(/\.ts$/, '.d.ts'));
  throw new Error(`${from} brings the types of another package: ${specifier}`);
}

/** Finds the declaration of a module's name, through any number of re-exports. */
function find(module, name) {
  const own = module.declared.get(name);
  if (own) return own;
  const from = module.imported.get(name) ?? module.exported.get(name);
  if (from?.target) return find(moduleAt(from.target), from.name);
  for (const target of module.all) {
    const found = exportsOf(moduleAt(target)).includes(name) && find(moduleAt(target), name);
    if (found) return found;
  }
  return undefined;
}

const exportsOf = (module) => [
  ...module.exported.keys(),
  ...module.all.flatMap((target) => exportsOf(moduleAt(target))),
];

/** All names in a syntax node, except those of members. Throws for an `import()` type, which has no name. */
function namesIn(node, names = new Set()) {
  if (node === null || typeof node !== 'object') return names;
  if (node.type === 'TSImportType') throw new Error('give this type a name: import() cannot be made flat');
  if (node.type === 'Identifier') names.add(node.name);
  for (const [field, child] of Object.entries(node))
    if (field !== 'key' || node.computed) namesIn(child, names);
  return names;
}

/** The declarations and all that they use, themselves first. `stop`: those that another entry exports. */
function closure(first, stop, found = new Map()) {
  for (const one of first) {
    if (stop.has(one) || found.get(one.name) === one) continue;
    if (found.has(one.name)) throw new Error(`two types are called ${one.name}`);
    found.set(one.name, one);
    const parts = [...namesIn(one.node)].map((name) => find(one.module, name)).filter(Boolean);
    closure(parts, stop, found);
  }
  return found;
}

/** Exports of the main entry, which the other entries import from it. */
let main = new Map();

function writeEntry(entry, source) {
  const module = moduleAt(join(emitted, source.replace(/\.ts$/, '.d.ts')));
  const exported = new Map([...new Set(exportsOf(module))].map((name) => [find(module, name), name]));
  const shared = [...exported].filter(([one]) => main.has(one)).map(([, name]) => name);
  const found = closure(exported.keys(), main);
  const text = [...found.values()].map((one) => {
    const declared = /^(declare|interface|type) /.test(one.text) ? one.text : `declare ${one.text}`;
    return `${one.doc}${exported.has(one) ? 'export ' : ''}${declared}\n`;
  });
  for (const { global } of modules.values())
    for (const one of global)
      if ([...namesIn(one.node)].some((name) => found.has(name))) text.push(`${one.text}\n`);
  const used = [...found.values()].flatMap((one) =>
    [...namesIn(one.node)].map((name) => find(one.module, name)),
  );
  const borrowed = [...new Set(used.filter((one) => main.has(one)).map((one) => main.get(one)))].sort();
  const head = [
    ...(borrowed.length > 0 ? [`import type { ${borrowed.join(', ')} } from './index.js';\n`] : []),
    ...(shared.length > 0 ? [`export { ${shared.sort().join(', ')} } from './index.js';\n`] : []),
  ];
  writeFileSync(join(top, `dist/sdk/${entry}.d.ts`), [...head, ...text, 'export {};\n'].join('\n'));
  if (entry === 'index') main = exported;
}

if (!existsSync(join(top, 'dist/sdk'))) mkdirSync(join(top, 'dist/sdk'), { recursive: true });
emit();
for (const [entry, source] of Object.entries(sdkEntries)) writeEntry(entry, source);
