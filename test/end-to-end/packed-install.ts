import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder } from './remove-folder.ts';

/** The package as in a shop: installed from its one file into an empty folder, without a network. */
export interface PackedInstall {
  readonly folder: string;
  /** The paths of the package's files. */
  readonly files: readonly string[];
  /** Starts the command as the shop does. */
  readonly command: readonly string[];
  remove(): void;
}

export const checkout = fileURLToPath(new URL('../..', import.meta.url));

const npm = (cwd: string, ...args: string[]) => execFileSync('npm', args, { cwd, encoding: 'utf8' });

/** Packs the present build (`prepack` builds it), and installs it with an empty cache. */
export function installPacked(): PackedInstall {
  const workFolder = mkdtempSync(join(tmpdir(), 'hipay-ecr-package-'));
  const folder = join(workFolder, 'shop');
  const cache = `--cache=${join(workFolder, 'empty-cache')}`;
  const offline = ['--offline', cache, '--no-audit', '--no-fund', '--loglevel=error'];
  mkdirSync(folder);
  execFileSync('node', [join(checkout, 'src/build/checksums.mjs')]);
  const pack = ['pack', '--json', '--ignore-scripts', '--loglevel=error', `--pack-destination=${workFolder}`];
  const [{ filename, files }] = JSON.parse(npm(checkout, ...pack)) as [
    { filename: string; files: { path: string }[] },
  ];
  npm(folder, 'install', join(workFolder, filename), ...offline);
  return {
    folder,
    files: files.map(({ path }) => path),
    command: ['npx', ...offline, 'hipay-ecr'],
    remove: () => removeFolder(workFolder),
  };
}
