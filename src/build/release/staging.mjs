import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Unpacks our npm package, because the installer and the Debian package contain the same files. */
export function unpackPackage(tgz, folder, time) {
  mkdirSync(folder, { recursive: true });
  execFileSync('tar', ['-xzf', tgz, '-C', folder, '--strip-components=1', '--no-same-owner']);
  setTimesAndModes(folder, time);
  return folder;
}

export function copyTree(from, to) {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).sort()) {
    const path = join(from, name);
    if (lstatSync(path).isDirectory()) copyTree(path, join(to, name));
    else copyFileTo(path, join(to, name));
  }
}

/** Copies a file, and makes the folders above it. */
export function copyFileTo(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, to);
}

export function writeText(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Gives all files and folders the same modification time, and sets their modes. `programs`: names of executable files. */
export function setTimesAndModes(folder, time, programs = new Set()) {
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const stat = lstatSync(path);
    if (stat.isSymbolicLink()) continue;
    if (stat.isDirectory()) setTimesAndModes(path, time, programs);
    else {
      chmodSync(path, programs.has(name) ? 0o755 : 0o644);
      utimesSync(path, time, time);
    }
  }
  chmodSync(folder, 0o755);
  utimesSync(folder, time, time);
}

/** Runs a tool; its output is shown only if it fails. */
export function runTool(program, args, { cwd, env, time } = {}) {
  try {
    return execFileSync(program, args, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', SOURCE_DATE_EPOCH: String(time ?? 0), ...env },
      maxBuffer: 100_000_000,
    });
  } catch (error) {
    if (error.code === 'ENOENT')
      throw new Error(`${program} is missing: see .github/CONTRIBUTING.md, Release`);
    throw new Error(`${program} failed:\n${error.stdout}\n${error.stderr}`);
  }
}
