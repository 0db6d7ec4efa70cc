// The steps of the installer that do more than copy. The installed Node runs this file, which is not installed:
//
//     node setup-steps.mjs install|uninstall|find FOLDER VERSION [lower]
//
// Exit code 0: done. 1: failed, or `find` has found nothing. 3: installed, but the Task Scheduler has refused the task.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const taskName = 'HiPay ECR Connector';

/**
 * Names the version that the launcher starts. The last proven version stays, for the way back. Whether this version may
 * replace the one that is there, `hipay-ecr update --replaces` has said before.
 *
 * @param lowerAt the time, epoch ms, if a person asked for a lower version: the higher one is not taken again by itself
 */
export function nextPointer(text, version, hasVersion, lowerAt) {
  const pointer = { format: 1, version };
  try {
    const before = JSON.parse(text);
    const isUnproven = before.proving !== undefined;
    const previous = before.version === version || isUnproven ? before.previous : before.version;
    const failed = [
      ...(Array.isArray(before.failed) ? before.failed : []),
      ...(lowerAt === undefined || before.version === version
        ? []
        : [{ version: before.version, why: 'a person went back from it', at: lowerAt, by: 'person' }]),
    ];
    return {
      ...pointer,
      ...(typeof previous === 'string' && previous !== version && hasVersion(previous) && { previous }),
      ...(failed.length > 0 && { failed }),
    };
  } catch {
    return pointer;
  }
}

function writePointer(folder, version, isLower) {
  const path = join(folder, 'current');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const hasVersion = (name) => existsSync(join(folder, 'versions', name, 'package.json'));
  writeFileSync(
    `${path}.new`,
    `${JSON.stringify(nextPointer(text, version, hasVersion, isLower ? Date.now() : undefined))}\n`,
  );
  renameSync(`${path}.new`, path);
}

/** Runs a program without a window. Its output goes through a file, because Node cannot use a pipe on every Windows. */
function run(program, words) {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-setup-'));
  const path = join(folder, 'output.txt');
  const output = openSync(path, 'w');
  try {
    const { status, error } = spawnSync(program, words, {
      stdio: ['ignore', output, output],
      windowsHide: true,
    });
    return { ok: status === 0, said: `${readFileSync(path, 'utf8')}${error ? String(error) : ''}` };
  } finally {
    closeSync(output);
    rmSync(folder, { recursive: true, force: true });
  }
}

const program = (folder, ...words) => run(process.execPath, [join(folder, 'launcher.mjs'), ...words]);

function install(folder, version, word) {
  writePointer(folder, version, word === 'lower');
  const service = program(folder, 'service', '--write', '--browser');
  console.log(service.said);
  if (!service.ok) return 1;
  // The command names its file on a line of its own.
  const path = service.said.split(/\r?\n/).find((line) => line.endsWith('-task.xml'));
  const task = run('schtasks', ['/Create', '/F', '/TN', taskName, '/XML', path ?? '']);
  console.log(task.said);
  return task.ok ? 0 : 3;
}

function uninstall(folder) {
  console.log(run('schtasks', ['/Delete', '/F', '/TN', taskName]).said);
  console.log(program(folder, 'service', '--remove').said);
  return 0;
}

/**
 * Prints the path of the configuration of HiPay's program, in UTF-16 as NSIS reads it. If this program has a configuration, it
 * prints none, because the installer must not replace that one.
 */
function find(folder, version) {
  const main = join(folder, 'versions', version, 'dist/sidecar/main.js');
  const { said: state } = run(process.execPath, [main, 'status', '--json']);
  const home = /"folder":"((?:[^"\\]|\\.)*)"/.exec(state)?.[1];
  if (home !== undefined && existsSync(join(JSON.parse(`"${home}"`), 'config.yml'))) return 1;
  const { ok, said } = run(process.execPath, [main, 'setup', '--find']);
  const path = said.split(/\r?\n/).find((line) => /^[A-Za-z]:\\.*config\.yml$/.test(line));
  if (!ok || path === undefined) return 1;
  process.stdout.write(Buffer.from(path, 'utf16le'));
  return 0;
}

const steps = { install, uninstall, find };
const [step, folder, version, word] = process.argv.slice(2);
if (Object.hasOwn(steps, step ?? '')) process.exitCode = steps[step](folder, version, word);
