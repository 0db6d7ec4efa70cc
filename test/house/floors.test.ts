import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

// Inside the big rooms, a folder imports only folders on lower floors, types included. Biome checks the order of the rooms
// (import-fences.test.ts), but its rule would need a list for each folder to check the order of the folders.
const top = fileURLToPath(new URL('../../src', import.meta.url));

/** The floors of each room, top to bottom. Folders and files on one floor do not import each other. */
const floors: Readonly<Record<string, readonly string[]>> = {
  core: [
    'till',
    'history rest diagnostics',
    'connector-api',
    'recorder',
    'ports',
    'records',
    'hipay',
    'payment',
    'settings',
    'terminal limited-answer update',
    'failures masking money order-id parse-json stored-object text-encoding close-listeners build-digests zod-english',
    'language zod-config platform.d',
  ],
  flows: [
    'connector',
    'payments',
    'outbox terminal records',
    'snapshot-store settings-service connector-deps owner-proxy',
  ],
  sidecar: [
    'main',
    'commands.ts',
    'start',
    'server',
    'routes commands',
    'payments config',
    'page browser updates',
    'records access',
    'program command-line',
    'system',
  ],
  ui: [
    'shell',
    'first-run',
    'pay',
    'terminal',
    'customer-display diagnostics payments settings',
    'resolve receipts tills',
    'page-address',
    'model',
    'parts',
    'format language host-api appearance',
    'theme',
  ],
};

const files = readdirSync(top, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'));

interface Statement {
  readonly type: string;
  readonly source?: { readonly value: string } | null;
}

/** The files of `src` that each file imports statically, without `import()`. */
const imports = new Map(
  files.map((path) => {
    const { program } = parseSync(path, readFileSync(join(top, path), 'utf8'));
    const imported = (program.body as readonly Statement[]).flatMap(({ source }) =>
      source?.value.startsWith('.')
        ? [relative(top, join(top, dirname(path), source.value.replace(/\?.*$/, '')))]
        : [],
    );
    return [path, imported];
  }),
);

/** The name of a path in `floors`: `money` for `core/money/amount.ts`. A file keeps its ending if a folder has its name. */
function placeOf(path: string, room: string): string {
  const [, name = ''] = path.split('/');
  const hasFolder =
    name.endsWith('.ts') && files.some((other) => other.startsWith(`${room}/${name.slice(0, -3)}/`));
  return hasFolder ? name : name.replace(/\.ts$/, '');
}

describe.each(Object.entries(floors))('in src/%s', (room, order) => {
  const floorOf = (path: string) =>
    order.findIndex((floor) => floor.split(' ').includes(placeOf(path, room)));
  const own = files.filter((path) => path.startsWith(`${room}/`));

  it('each folder and file is on a floor', () => {
    expect(own.filter((path) => floorOf(path) < 0)).toEqual([]);
  });
  it('imports only lower floors', () => {
    const wrong = own.flatMap((path) =>
      (imports.get(path) ?? [])
        .filter((to) => to.startsWith(`${room}/`) && placeOf(to, room) !== placeOf(path, room))
        .filter((to) => floorOf(to) <= floorOf(path))
        .map((to) => `${path} imports ${to}`),
    );
    expect(wrong).toEqual([]);
  });
});

it('no file of src imports itself through others, types included', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: string, chain: readonly string[]): void => {
    if (chain.includes(path)) circles.push([...chain.slice(chain.indexOf(path)), path].join(' -> '));
    if (chain.includes(path) || done.has(path)) return;
    for (const to of imports.get(path) ?? []) visit(to, [...chain, path]);
    done.add(path);
  };
  for (const path of files) visit(path, []);
  expect(circles).toEqual([]);
});
