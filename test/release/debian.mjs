import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { check, run, until } from './checks.mjs';
import { nextVersion } from './made.mjs';
import { openBrowser, openPage, order, readyLines, tillOf } from './shop.mjs';

/**
 * Mounts an overlay in memory over the files of this computer, and returns its path. All that dpkg and the program write there
 * disappears when this process ends.
 */
function mountOverlay(work) {
  const at = (name) => join(work, 'shops/debian', name);
  mkdirSync(at(''), { recursive: true });
  run('mount', ['-t', 'tmpfs', 'none', at('')]);
  for (const name of ['upper', 'work', 'root']) mkdirSync(at(name));
  const layers = `lowerdir=/,upperdir=${at('upper')},workdir=${at('work')}`;
  run('mount', ['-t', 'overlay', 'overlay', '-o', layers, at('root')]);
  for (const name of ['proc', 'dev']) run('mount', ['--rbind', `/${name}`, at(`root/${name}`)]);
  run('mount', ['-t', 'tmpfs', 'none', at('root/run')]);
  return at('root');
}

export async function checkDebian({ work, version, out, next }) {
  const root = mountOverlay(work);
  const at = (path) => join(root, path);
  const inRoot = (...args) => run('chroot', [root, ...args], { env: { ...process.env, HOME: '/root' } });
  const dpkg = (action, ...args) =>
    inRoot('env', 'DEBIAN_FRONTEND=noninteractive', 'dpkg', '--force-depends', action, ...args);
  mkdirSync(at('packages'));
  const packages = [
    join(out, `hipay-ecr_${version}_amd64.deb`),
    join(next, `hipay-ecr_${nextVersion}_amd64.deb`),
  ];
  for (const path of packages) run('cp', [path, at('packages')]);
  const [first, later] = packages.map((path) => `/packages/${basename(path)}`);
  const home = at('var/lib/hipay-ecr');
  const records = () => readFileSync(join(home, 'records.jsonl'), 'utf8');

  const isInstalled = await check('Debian: dpkg installs the package', () => {
    dpkg('-i', first);
    assert.equal(statSync(home).mode & 0o777, 0o700);
    assert.notEqual(statSync(home).uid, 0);
    assert.match(
      inRoot('hipay-ecr', '--version').stdout + inRoot('hipay-ecr', '--help').stdout,
      new RegExp(version),
    );
  });
  if (!isInstalled) return;

  await check('Debian: systemd-analyze rates the unit with an exposure of at most 3.0', () => {
    const unit = '/lib/systemd/system/hipay-ecr.service';
    const { stdout } = inRoot('systemd-analyze', 'security', '--offline=true', '--threshold=30', unit);
    return /exposure level[^:]*: ([\d.]+)/.exec(stdout)?.[1];
  });
  await check('Debian: root makes the pairing file for the user of the screen, who alone can read it', () => {
    inRoot('hipay-ecr', 'service', '--user-of-the-screen', 'games', '--write');
    const { mode, uid } = statSync(at('etc/hipay-ecr/browser.key'));
    assert.equal(mode & 0o777, 0o600);
    assert.equal(uid, Number(inRoot('id', '-u', 'games').stdout));
    const { uid: owner, mode: folderMode } = statSync(at('etc/hipay-ecr'));
    assert.deepEqual({ owner, mode: folderMode & 0o777 }, { owner: 0, mode: 0o755 });
    const unit = readFileSync(at('etc/systemd/user/hipay-ecr-browser.service'), 'utf8');
    assert.match(unit, /^ExecStart="\/usr\/bin\/hipay-ecr" "browser" "--port" "8080"/m);
  });

  const started = [];
  /** Starts the command line of the unit, as its user and with its environment. */
  const start = (output) => {
    const unit = readFileSync(at('lib/systemd/system/hipay-ecr.service'), 'utf8');
    const [, command] = /^ExecStart=(.+)$/m.exec(unit);
    const shell = `. /etc/default/hipay-ecr; export HOME=/var/lib/hipay-ecr; exec ${command}`;
    const args = ['--reuid=hipay-ecr', '--regid=hipay-ecr', '--init-groups', 'sh', '-c', shell];
    const file = openSync(output, 'w');
    const child = spawn('chroot', [root, 'setpriv', ...args], { stdio: ['ignore', file, 'ignore'] });
    closeSync(file);
    started.push(child);
    return readyLines(output);
  };
  const stop = () => {
    inRoot('hipay-ecr', 'stop');
  };
  const browser = await openBrowser(join(work, 'shops/debian-browser'));
  try {
    const shop = await start(join(work, 'shops/debian-1.txt'));
    const { till } = await openPage(browser, shop);
    await check('Debian: the command line of the unit takes a payment', async () => {
      const { body } = await till('POST', '/order', order('Debian_1'));
      assert.equal(body.paymentStatus, 'SUCCESS', JSON.stringify(body));
      assert.match(records(), /Debian_1/);
    });
    await check(
      'Debian: root stops the connector with its command, although it runs as another user',
      async () => {
        assert.match(inRoot('hipay-ecr', 'status', '--json').stdout, /"running":true/);
        stop();
        await until('its end', async () => (await till('GET', '/version')).status === undefined);
      },
    );
    for (const [name, path, present, absent] of [
      ['an upgrade', later, nextVersion, version],
      ['a downgrade', first, version, nextVersion],
    ]) {
      await check(`Debian: ${name} keeps records and options, and pays once`, async () => {
        dpkg('-i', path);
        assert.ok(existsSync(at(`usr/lib/hipay-ecr/versions/${present}/package.json`)));
        assert.ok(!existsSync(at(`usr/lib/hipay-ecr/versions/${absent}`)));
        const again = await start(join(work, `shops/debian-${present}.txt`));
        const page = await browser.newPage();
        await page.goto(again.link);
        const ask = tillOf(again);
        await until(
          'a page that is ready',
          async () => (await ask('GET', '/health')).body?.status === 'ready',
        );
        const { body } = await ask('POST', '/order', order('Debian_1'));
        assert.equal(body.replayed, true, JSON.stringify(body));
        stop();
        await page.close();
      });
    }
    await check('Debian: a service with --browser in its options may use devices, as a browser needs', () => {
      const dropIn = at('etc/systemd/system/hipay-ecr.service.d/with-browser.conf');
      assert.ok(!existsSync(dropIn));
      writeFileSync(at('etc/default/hipay-ecr'), 'HIPAY_ECR_OPTIONS="--browser --headless"\n');
      dpkg('-i', '--force-confold', later);
      assert.match(readFileSync(dropIn, 'utf8'), /^PrivateDevices=no$/m);
    });
    await check('Debian: removing the package keeps the records and the options', () => {
      dpkg('-r', 'hipay-ecr');
      assert.ok(!existsSync(at('usr/lib/hipay-ecr')));
      assert.ok(existsSync(at('etc/default/hipay-ecr')));
      assert.match(records(), /Debian_1/);
    });
    await check('Debian: purging the package deletes them', () => {
      dpkg('-P', 'hipay-ecr');
      assert.ok(!existsSync(home));
      assert.ok(!existsSync(at('etc/default/hipay-ecr')));
      assert.ok(!existsSync(at('etc/hipay-ecr')));
      assert.ok(!existsSync(at('etc/systemd/user/hipay-ecr-browser.service')));
      assert.ok(!/hipay-ecr/.test(readFileSync(at('etc/passwd'), 'utf8')));
    });
  } finally {
    await browser.close();
    for (const child of started) child.kill();
  }
}
