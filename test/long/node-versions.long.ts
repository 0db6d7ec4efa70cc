import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { terminalReady } from '../end-to-end/connector-page.ts';
import { installPacked, type PackedInstall } from '../end-to-end/packed-install.ts';
import { removeFolder } from '../end-to-end/remove-folder.ts';
import { startSidecar } from '../end-to-end/running-sidecar.ts';
import { sampleOrder } from '../end-to-end/sample-order.ts';

const programs = mkdtempSync(join(tmpdir(), 'hipay-ecr-node-'));
let shop: PackedInstall;
beforeAll(() => {
  shop = installPacked();
});
afterAll(() => {
  shop?.remove();
  removeFolder(programs);
});

/** Installs Node of this version: the npm registry has a package with Node for each kind of computer. */
function installNode(major: number): string {
  const name = `node-${process.platform}-${process.arch}`;
  const prefix = join(programs, String(major));
  execFileSync('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', `${name}@${major}`]);
  return join(prefix, 'node_modules', name, 'bin/node');
}

describe.each([22, 24])('the packed package on Node %i', (major) => {
  it('starts with its browser and takes a payment', async () => {
    const node = installNode(major);
    expect(execFileSync(node, ['--version'], { encoding: 'utf8' })).toMatch(new RegExp(`^v${major}\\.`));
    const program = join(shop.folder, 'node_modules/hipay-ecr-connector/dist/sidecar/main.js');
    const sidecar = await startSidecar({
      installed: { command: [node, program], folder: shop.folder },
      args: ['--browser', '--headless', '--simulate'],
    });
    try {
      await terminalReady(sidecar);
      const { body } = await sidecar.call('POST', '/order', sampleOrder());
      expect(body).toMatchObject({ paymentStatus: 'SUCCESS', notificationHipaySent: true });
    } finally {
      await sidecar.stop();
    }
  });
});
