import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { installationAt } from '../../src/sidecar/updates/installation.ts';
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
    writeFileSync(
      join(folder, 'package.json'),
      JSON.stringify({ name: 'hipay-ecr-connector', version, storedForms: 2 }),
    );
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

function launch(root: string, command = 'start') {
  const child = spawn(process.execPath, [join(root, 'launcher.mjs'), command], {
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

describe('a pointer that cannot be used', () => {
  const proven = (root: string, version: string) =>
    writeFileSync(join(root, 'versions', version, 'proven'), '');
  const backTo = (root: string, version: string) =>
    writeFileSync(join(root, 'current.back'), JSON.stringify({ format: 1, version }));
  const newForm = (root: string) =>
    writeFileSync(
      join(root, 'versions', next, 'package.json'),
      JSON.stringify({ name: 'hipay-ecr-connector', version: next, storedForms: 3 }),
    );
  const cases: [string, (root: string) => void, string | undefined][] = [
    ['the newest version that was proven', (root) => [before, next].map((each) => proven(root, each)), next],
    ['not a newer one that was never proven, or was gone back from', (root) => proven(root, before), before],
    ['without such notes, the one of the way back', (root) => backTo(root, before), before],
    [
      'without both, the only one',
      (root) => rmSync(join(root, 'versions', next), { recursive: true }),
      before,
    ],
    ['none of several of which nothing is known', () => {}, undefined],
    [
      'none that does not read what another one may have stored',
      (root) => {
        proven(root, before);
        newForm(root);
      },
      undefined,
    ],
    [
      'none while it is not known what a damaged one has stored',
      (root) => {
        proven(root, before);
        rmSync(join(root, 'versions', next, 'package.json'));
      },
      undefined,
    ],
    [
      'the proven one, while a newer one only waits',
      (root) => {
        proven(root, before);
        newForm(root);
        writeFileSync(
          join(root, 'waiting.json'),
          JSON.stringify({ format: 1, version: next, as: 'update', since: 1, atOnce: false }),
        );
      },
      before,
    ],
  ];
  test.each(cases)('the remedy names %s', async (_name, prepare, named) => {
    const root = await installation({
      [before]: { start: waits, watch: '' },
      [next]: { start: waits, watch: '' },
    });
    prepare(root);
    writeFileSync(join(root, 'current'), '{"for');
    const words =
      named === undefined ? 'install the newest one again' : `Put {"format":1,"version":"${named}"} into it`;
    const run = launch(root);
    expect(await run.ended).toEqual([1, null]);
    expect(run.said()).toContain(words);
    await expect(installationAt(root).pointer()).rejects.toThrow(words);
  });
});

test('a pointer that cannot be read is not replaced', async () => {
  const root = await installation({ [next]: { start: waits, watch: '' } });
  rmSync(join(root, 'current'));
  mkdirSync(join(root, 'current'));
  const run = launch(root);
  expect(await run.ended).toEqual([1, null]);
  expect(run.said()).toContain('current cannot be read (EISDIR)');
  expect(run.said()).not.toContain('Put');
});

describe.each(['package.json', 'dist/sidecar/main.js', 'dist', '.'])(
  'a proven version without %s',
  (gone) => {
    async function damaged(versions: readonly string[]) {
      const works = { start: 'process.exit(0)', watch: 'console.log("works"); process.exit(4)' };
      const pointer = { proving: undefined };
      const root = await installation(Object.fromEntries(versions.map((each) => [each, works])), pointer);
      rmSync(join(root, 'versions', next, gone), { recursive: true });
      return root;
    }

    test('says what is missing and what to install, and never names a lower one to run', async () => {
      const run = launch(await damaged([before, next]));
      expect(await run.ended).toEqual([1, null]);
      expect(run.said()).toMatch(/Version 0\.2\.0 cannot run: .*(package\.json|main\.js) is missing/);
      expect(run.said()).toContain(
        'Install this version again, or a higher one: hipay-ecr update --from FILE.',
      );
      expect(run.said()).not.toMatch(/Put|at Module/);
    });

    test.each(['status', 'doctor', 'stop', 'rollback', 'update'])(
      'lets another one run %s',
      async (command) => {
        const run = launch(await damaged([before, next]), command);
        expect(await run.ended).toEqual([4, null]);
        expect(run.said()).toContain('Version 0.1.0 runs this command.');
        expect(run.said()).toContain('works');
      },
    );

    test('runs no command that uses records, and without another version names a copy', async () => {
      const [one, none] = [
        launch(await damaged([before, next]), 'export'),
        launch(await damaged([next]), 'status'),
      ];
      expect(await one.ended).toEqual([1, null]);
      expect(await none.ended).toEqual([1, null]);
      expect(none.said()).toContain('with another copy of the program, hipay-ecr update --install');
    });

    test('without another version says that nothing was stopped, and what stops a connector', async () => {
      const run = launch(await damaged([next]), 'stop');
      expect(await run.ended).toEqual([1, null]);
      expect(run.said()).toContain(
        'A connector that runs was not stopped. To stop it: hipay-ecr stop of another copy',
      );
    });
  },
);

test('a new version whose folder is gone is started and watched, so that it goes back', async () => {
  const root = await installation({
    [before]: { start: 'process.exit(0)', watch: watches },
    [next]: { start: waits, watch: '' },
  });
  rmSync(join(root, 'versions', next), { recursive: true });
  expect((await launch(root).ended)[0]).toBe(1);
  expect(watched(root)).toEqual(['begins', '{"ended":{"asked":false,"isDone":false}}']);
});
