import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../sidecar/helpers/running-sidecar.ts';

const launcher = fileURLToPath(new URL('../../src/launcher/launcher.mjs', import.meta.url));
const [before, next] = ['0.1.0', '0.2.0'] as const;

/** A program that waits for its end, and one that writes down what it gets as a watcher. */
const waits = 'setInterval(() => {}, 1000); console.log("started");';
const watches = `
  const { appendFileSync } = require('node:fs');
  const note = (word) => appendFileSync(__dirname + '/../../../../watched', word + '\\n');
  note('begins');
  process.on('message', (message) => {
    note(JSON.stringify(message));
    if (message.ended) process.exit(0);
  });
  console.log('watching');`;

interface Programs {
  /** What each version does as `start`, and as the watcher. */
  readonly [version: string]: { readonly start: string; readonly watch: string };
}

async function installation(programs: Programs, pointer: object = {}): Promise<string> {
  const root = await temporaryFolder();
  cpSync(launcher, join(root, 'launcher.mjs'));
  for (const [version, { start, watch }] of Object.entries(programs)) {
    const folder = join(root, 'versions', version);
    mkdirSync(join(folder, 'dist/sidecar'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ version, storedForms: 2 }));
    writeFileSync(
      join(folder, 'dist/sidecar/main.js'),
      `if (process.argv[2] === 'start') {${start}} else {${watch}}`,
    );
  }
  const proving = { home: '/h', pageExpected: false, readable: true, starts: 0 };
  writeFileSync(
    join(root, 'current'),
    JSON.stringify({ format: 1, version: next, previous: before, proving, ...pointer }),
  );
  return root;
}

function launch(root: string) {
  const child = spawn(process.execPath, [join(root, 'launcher.mjs'), 'start'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  onTestFinished(() => {
    try {
      process.kill(-(child.pid as number), 'SIGKILL');
    } catch {
      // It has ended.
    }
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const says = (text: string) => expect.poll(() => said, { timeout: 10_000 }).toContain(text);
  return { child: child as ChildProcess, ended, says, said: () => said };
}
const watched = (root: string) =>
  existsSync(join(root, 'watched')) ? readFileSync(join(root, 'watched'), 'utf8').trim().split('\n') : [];

describe('the folder of the version before is missing', () => {
  test('a version that ends gives its exit code, after a warning', async () => {
    const crashes = { start: 'process.exit(3)', watch: 'process.exit(9)' };
    const root = await installation({ [next]: crashes });
    const run = launch(root);
    expect(await run.ended).toEqual([3, null]);
    expect(run.said()).toContain(`no way back from version ${next}, since versions/${before} is missing`);
  });

  test('the new version watches itself, and a stop ends both', async () => {
    const root = await installation({ [next]: { start: waits, watch: watches } });
    const run = launch(root);
    await run.says('started');
    await run.says('watching');
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual([null, 'SIGTERM']);
    expect(watched(root)).toEqual(['begins', '{"ended":{"asked":true,"isDone":false}}']);
  });

  test('a stop also ends a launcher whose watcher cannot run', async () => {
    const root = await installation({
      [before]: { start: waits, watch: 'process.exit(1)' },
      [next]: { start: waits, watch: '' },
    });
    const run = launch(root);
    await run.says('started');
    rmSync(join(root, 'versions', before), { recursive: true });
    run.child.kill('SIGTERM');
    expect(await run.ended).toEqual([null, 'SIGTERM']);
  });
});

test('a watcher that always fails does not keep a version that has ended', async () => {
  const root = await installation({
    [before]: { start: waits, watch: 'process.exit(1)' },
    [next]: { start: 'process.exit(3)', watch: '' },
  });
  expect(await launch(root).ended).toEqual([3, null]);
}, 30_000);

test('a stop that reaches the watcher too does not start it again', async () => {
  const root = await installation({
    [before]: { start: waits, watch: watches },
    [next]: { start: waits, watch: '' },
  });
  const run = launch(root);
  await run.says('started');
  await run.says('watching');
  process.kill(-(run.child.pid as number), 'SIGTERM');
  expect(await run.ended).toEqual([null, 'SIGTERM']);
  expect(watched(root).filter((line) => line === 'begins')).toHaveLength(1);
});

test.each([
  ['SIGTERM', true],
  ['SIGKILL', false],
])('a version that is ended by %s was stopped: %s', async (signal, asked) => {
  const root = await installation({
    [before]: { start: waits, watch: watches },
    [next]: { start: `process.kill(process.pid, '${signal}');`, watch: '' },
  });
  expect(await launch(root).ended).toEqual([null, signal]);
  expect(watched(root)).toEqual(['begins', JSON.stringify({ ended: { asked, isDone: false } })]);
});

test('what the new version says of itself reaches its watcher, also a later one', async () => {
  const root = await installation({
    [before]: { start: waits, watch: watches.replace('message.ended', 'message.home') },
    [next]: { start: `process.send({ home: '/elsewhere' });${waits}`, watch: '' },
  });
  const run = launch(root);
  await run.says('started');
  await run.says('watching');
  await expect.poll(() => watched(root), { timeout: 10_000 }).toHaveLength(2);
  expect(watched(root)).toEqual(['begins', '{"home":"/elsewhere"}']);
});

test.each([
  ['{"for', undefined, '0.2.0'],
  ['{"format":1,"version":"9.9.9"}', undefined, '0.2.0'],
  ['{"for', '0.2.0', '0.1.0'],
])(
  'a pointer %s that cannot be used (%s waits): the remedy names version %s',
  async (text, waiting, named) => {
    const root = await installation({
      [before]: { start: waits, watch: '' },
      [next]: { start: waits, watch: '' },
    });
    writeFileSync(join(root, 'current'), text);
    if (waiting !== undefined)
      writeFileSync(join(root, 'waiting.json'), JSON.stringify({ version: waiting }));
    const run = launch(root);
    expect(await run.ended).toEqual([1, null]);
    expect(run.said()).toContain(`Put {"format":1,"version":"${named}"} into it`);
  },
);
