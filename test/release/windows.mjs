import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, until } from './checks.mjs';
import { brokenVersion, nextVersion } from './made.mjs';
import { openBrowser, openPage, order, ownerOf, readyLines } from './shop.mjs';
import { freshWindows } from './wine.mjs';

/** All files below a folder. */
const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));

const incumbent = [
  'hipay_login: "12345678.stage-secure-gateway.hipay-tpp.com"',
  'hipay_password: "Test_1"',
  'serial_port: COM14',
  'serial_number: "1234567890"',
  'local_port: "8888"',
  'api_username: log',
  'api_password: pwd',
  'environment: dev',
  'authorization_threshold: 100',
  'contract:',
  '  proxy: { payment_application: "001", merchant_id: "1234567", rank: "001" }',
  '',
].join('\n');

const slowShop = `${incumbent.replace('8888', '8080')}connector:
  link: simulated
  script: slow-customer
`;

export async function checkWindows({ top, work, version, out, next }) {
  const windows = freshWindows(join(work, 'shops/windows'));
  const browser = await openBrowser(join(work, 'shops/browser'));
  try {
    await installByDoubleClick({ work, browser, setup: join(next, `hipay-ecr-${nextVersion}-setup.exe`) });
    await installAndPay({
      windows,
      browser,
      version,
      setup: join(out, `hipay-ecr-${version}-setup.exe`),
      next,
    });
    await updateDuringPayment({
      work,
      browser,
      version,
      setup: join(out, `hipay-ecr-${version}-setup.exe`),
      next,
    });
    await importIncumbent({ top, windows, setup: join(next, `hipay-ecr-${nextVersion}-setup.exe`) });
  } finally {
    await browser.close();
    windows.end();
  }
}

/** The command line of the task, which the Task Scheduler would run: the program and its arguments. */
function taskCommand(path) {
  const task = readFileSync(path, 'utf16le');
  const text = (name) =>
    new RegExp(`<${name}>([^<]*)</${name}>`)
      .exec(task)?.[1]
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&') ?? '';
  const args = [...text('Arguments').matchAll(/"((?:[^"\\]|\\(?!"))*)"|(\S+)/g)];
  return [text('Command'), ...args.map(([, quoted, plain]) => quoted ?? plain)];
}

async function installAndPay({ windows, browser, version, setup, next }) {
  const folder = join(windows.user, 'AppData/Local/Programs/HiPay ECR Connector');
  const home = join(windows.user, 'AppData/Local/hipay-ecr/Data');
  const before = new Set(filesBelow(windows.user));
  const added = () => filesBelow(windows.user).filter((path) => !before.has(path));

  const isInstalled = await check('Windows: a silent installation', () => {
    assert.equal(windows.run(setup, ['/S']), 0);
    assert.deepEqual(JSON.parse(readFileSync(join(folder, 'current'), 'utf8')), { format: 1, version });
    assert.ok(existsSync(join(folder, 'versions', version, 'dist/sidecar/main.js')));
    assert.ok(added().some((path) => path.endsWith('Start Menu/Programs/HiPay ECR Connector.lnk')));
  });
  if (!isInstalled) return;

  await check('Windows: Node is the program of its project, with its signature', () => {
    const node = readFileSync(join(folder, 'node.exe'));
    const sums = createHash('sha256').update(node).digest('hex');
    assert.ok(node.includes(Buffer.from('OpenJS Foundation')), sums);
  });

  let command = [];
  await check('Windows: the service names the launcher and the Node of the installation', () => {
    command = taskCommand(join(home, 'hipay-ecr-task.xml'));
    const start = command.findIndex((word) => word.endsWith('node.exe'));
    command = command.slice(start);
    const place = String.raw`\AppData\Local\Programs\HiPay ECR Connector`;
    assert.ok(command[0].endsWith(`${place}\\node.exe`), command[0]);
    assert.ok(command[1].endsWith(`${place}\\launcher.mjs`), command[1]);
    assert.deepEqual(command.slice(2, 4), ['start', '--browser']);
    assert.ok(command.includes('--home'));
  });

  // The browser of the shop is the one of this computer: Wine has none.
  const start = (output) =>
    windows.start(
      command[0],
      command.slice(1).map((word) => (word === '--browser' ? '--no-browser' : word)),
      output,
    );
  const started = join(windows.folder, 'started.txt');
  start(started);
  const shop = await readyLines(started);
  const { till } = await openPage(browser, shop);
  await check('Windows: the installed program takes a payment', async () => {
    const { body } = await till('POST', '/order', order('Windows_1'));
    assert.equal(body.paymentStatus, 'SUCCESS', JSON.stringify(body));
    assert.ok(readFileSync(join(home, 'records.jsonl'), 'utf8').includes('Windows_1'));
  });

  await check(
    'Windows: a silent installer of a later version keeps the version before, and starts the connector again',
    async () => {
      assert.equal(windows.run(join(next, `hipay-ecr-${nextVersion}-setup.exe`), ['/S']), 0);
      const pointer = JSON.parse(readFileSync(join(folder, 'current'), 'utf8'));
      assert.deepEqual(pointer, { format: 1, version: nextVersion, previous: version });
      assert.ok(existsSync(join(folder, 'versions', version, 'package.json')));
      await until('the end of the old version', async () => (await till('GET', '/version')).status !== 200);
      await until('the new version', async () => (await ownerOf(home)('GET', '/version')).status === 200);
    },
  );

  await check(
    'Windows: an installer of an older version changes nothing, and the connector goes on',
    async () => {
      assert.equal(windows.run(setup, ['/S']), 8);
      assert.equal(JSON.parse(readFileSync(join(folder, 'current'), 'utf8')).version, nextVersion);
      assert.equal((await ownerOf(home)('GET', '/version')).status, 200);
    },
  );

  const ask = ownerOf(home);
  await check(
    'Windows: after the update a paid order gets its stored answer, and is not charged again',
    async () => {
      const page = await browser.newPage();
      await page.goto((await ask('POST', '/pairing-link')).body.link);
      await until('a page that is ready', async () => (await ask('GET', '/health')).body?.status === 'ready');
      const { body } = await ask('POST', '/order', order('Windows_1'));
      assert.equal(body.paymentStatus, 'SUCCESS', JSON.stringify(body));
      assert.equal(body.replayed, true);
    },
  );

  await check(
    'Windows: the uninstaller leaves the records and the configuration, and nothing else',
    async () => {
      assert.equal(windows.run(join(folder, 'uninstall.exe'), ['/S']), 0);
      await until('the end of the uninstaller', () => !existsSync(folder));
      assert.equal((await ask('GET', '/version')).status, undefined);
      const left = added().filter((path) => !/^(?:AppData\/Local\/)?Temp\//i.test(path));
      const others = left.filter((path) => !path.startsWith('AppData/Local/hipay-ecr/Data/'));
      assert.deepEqual(others, []);
      assert.ok(left.includes('AppData/Local/hipay-ecr/Data/records.jsonl'), left.join('\n'));
      assert.ok(!left.some((path) => path.endsWith('-task.xml')), 'the task is left');
      const key = String.raw`HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\HiPay ECR Connector`;
      assert.notEqual(windows.run('reg', ['query', key]), 0, 'the registry names it');
    },
  );
}

/** Updates during a payment, then to a version that does not start. */
async function updateDuringPayment({ work, browser, version, setup, next }) {
  const windows = freshWindows(join(work, 'shops/updated'));
  const home = join(windows.user, 'AppData/Local/hipay-ecr/Data');
  const folder = join(windows.user, 'AppData/Local/Programs/HiPay ECR Connector');
  const pointer = () => JSON.parse(readFileSync(join(folder, 'current'), 'utf8'));
  const ask = ownerOf(home);
  const program = String.raw`C:\users\root\AppData\Local\Programs\HiPay ECR Connector`;
  const runCommand = (...args) => {
    const code = windows.run(`${program}\\node.exe`, [`${program}\\launcher.mjs`, ...args]);
    return { code, output: readFileSync(join(windows.folder, 'output.txt'), 'utf8') };
  };
  const packagePath = (name) => `Z:${join(next, `hipay-ecr-${name}.tgz`).replaceAll('/', '\\')}`;
  const untilVersionRuns = (name) =>
    until(
      `version ${name}`,
      async () => String((await ask('GET', '/health')).body?.version).startsWith(`${name}-`),
      120_000,
    );
  const isReady = async () => (await ask('GET', '/health')).body?.status === 'ready';
  try {
    assert.equal(windows.run(setup, ['/S']), 0);
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, 'config.yml'), slowShop);
    const args = [`${program}\\launcher.mjs`, 'start', '--no-browser', '--simulate'];
    windows.start(`${program}\\node.exe`, args, join(windows.folder, 'started.txt'));
    const { link } = await readyLines(join(windows.folder, 'started.txt'));
    const page = await browser.newPage();
    await page.goto(link);
    await until('a page that is ready', isReady);
    await check('Windows: an update during a payment waits for the end of the payment', async () => {
      const paying = ask('POST', '/order', order('Update_1'));
      await until('the payment', async () => (await ask('GET', '/health')).body?.terminal === 'paying');
      const { code, output } = runCommand('update', '--from', packagePath(nextVersion), '--now');
      assert.equal(code, 0, output);
      assert.match(output, /as soon as no payment runs/);
      assert.equal(pointer().version, version);
      const { body } = await paying;
      assert.equal(body.paymentStatus, 'SUCCESS', JSON.stringify(body));
      await untilVersionRuns(nextVersion);
      await until('its proof', () => pointer().proving === undefined, 120_000);
      assert.equal(pointer().previous, version);
    });
    await check(
      'Windows: a new version that does not start goes back by itself, with the reason',
      async () => {
        const { code, output } = runCommand('update', '--from', packagePath(brokenVersion), '--now');
        assert.equal(code, 0, output);
        await until('the way back', () => pointer().failed?.length === 1, 120_000);
        await untilVersionRuns(nextVersion);
        assert.equal(pointer().version, nextVersion);
        assert.match(pointer().failed[0].why, /ended by itself/);
      },
    );
    await check(
      'Windows: after both updates the paid order gets its stored answer, and is not charged again',
      async () => {
        await until('a page that is ready', isReady, 120_000);
        const { body } = await ask('POST', '/order', order('Update_1'));
        assert.equal(body.replayed, true, JSON.stringify(body));
      },
    );
    runCommand('stop');
    await page.close();
  } finally {
    windows.end();
  }
}

/** Installs by a double click: with a screen, and with a browser that is not Wine's. */
async function installByDoubleClick({ work, browser, setup }) {
  const screen = spawn('Xvfb', [':77', '-screen', '0', '1024x768x24'], { stdio: 'ignore' });
  const windows = freshWindows(join(work, 'shops/clicked'), { display: ':77' });
  try {
    const opened = join(work, 'shops/opened.txt');
    const program = join(work, 'shops/browser.sh');
    writeFileSync(program, `#!/bin/sh\necho "$1" > '${opened}.new' && mv '${opened}.new' '${opened}'\n`, {
      mode: 0o755,
    });
    windows.run('reg', ['add', 'HKCU\\Software\\Wine\\WineBrowser', '/v', 'Browsers', '/d', program, '/f']);
    await check('Windows: a double click opens the browser, which is paired and can pay', async () => {
      assert.equal(windows.run(setup, []), 0);
      const link = await until(
        'the browser',
        () => existsSync(opened) && readFileSync(opened, 'utf8').trim(),
        120_000,
      );
      const page = await browser.newPage();
      await page.goto(link);
      const ask = ownerOf(join(windows.user, 'AppData/Local/hipay-ecr/Data'));
      await until('a page that is ready', async () => (await ask('GET', '/health')).body?.status === 'ready');
      const { body } = await ask('POST', '/order', order('Clicked_1'));
      assert.equal(body.paymentStatus, 'SUCCESS', JSON.stringify(body));
      await page.close();
    });
  } finally {
    windows.end();
    screen.kill();
  }
  await until('a free port', () =>
    fetch('http://127.0.0.1:8080/').then(
      () => false,
      () => true,
    ),
  );
}

async function importIncumbent({ top, windows, setup }) {
  const home = join(windows.user, 'AppData/Local/hipay-ecr/Data');
  const folder = join(windows.folder, 'drive_c/hipay/ecr-connector/bin/data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.yml'), incumbent);
  const path = String.raw`C:\hipay\ecr-connector\bin\data\config.yml`;
  const program = String.raw`C:\users\root\AppData\Local\Programs\HiPay ECR Connector`;
  const steps = `Z:${join(top, 'src/build/release/windows/setup-steps.mjs').replaceAll('/', '\\')}`;
  const find = () => windows.run(`${program}\\node.exe`, [steps, 'find', program, nextVersion]);
  await check("Windows: the installer finds HiPay's program, and imports its config.yml", () => {
    assert.equal(windows.run(setup, ['/S']), 0);
    assert.equal(find(), 0);
    assert.equal(readFileSync(join(windows.folder, 'output.txt'), 'utf16le'), path);
    assert.equal(windows.run(setup, ['/S', `/IMPORT=${path}`]), 0);
    assert.match(readFileSync(join(home, 'config.yml'), 'utf8'), /local_port: "8888"/);
  });
  await check('Windows: the installer never replaces a configuration of our program', () =>
    assert.equal(find(), 1),
  );
}
