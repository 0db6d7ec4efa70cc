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
 * Makes the content of the file `current`, which names the version that the launcher starts. The last proven version stays, for
 * the way back. The installer has asked before, by `hipay-ecr update --replaces`, if `version` may replace the installed one.
 *
 * @param lowerAt time at which a person chose a lower version, epoch ms. No automatic update takes the higher one again
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

/** Runs a program without a window. Reads its output from a file, because on some versions of Windows Node cannot use a pipe. */
function run(program, args) {
  const folder = mkdtempSync(join(tmpdir(), 'hipay-ecr-setup-'));
  const path = join(folder, 'output.txt');
  const file = openSync(path, 'w');
  try {
    const { status, error } = spawnSync(program, args, {
      stdio: ['ignore', file, file],
      windowsHide: true,
    });
    return { ok: status === 0, output: `${readFileSync(path, 'utf8')}${error ? String(error) : ''}` };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
}

const runLauncher = (folder, ...args) => run(process.execPath, [join(folder, 'launcher.mjs'), ...args]);

function install(folder, version, option) {
  writePointer(folder, version, option === 'lower');
  const service = runLauncher(folder, 'service', '--write', '--browser');
  console.log(service.output);
  if (!service.ok) return 1;
  // The command prints the path of its file on a separate line.
  const path = service.output.split(/\r?\n/).find((line) => line.endsWith('-task.xml'));
  const task = run('schtasks', ['/Create', '/F', '/TN', taskName, '/XML', path ?? '']);
  console.log(task.output);
  return task.ok ? 0 : 3;
}

function uninstall(folder) {
  console.log(run('schtasks', ['/Delete', '/F', '/TN', taskName]).output);
  console.log(runLauncher(folder, 'service', '--remove').output);
  return 0;
}

/**
 * Prints the path of the configuration of HiPay's program, in UTF-16 as NSIS reads it. Prints nothing if our program already
 * has a configuration, because the installer must not replace it.
 */
function find(folder, version) {
  const main = join(folder, 'versions', version, 'dist/sidecar/main.js');
  const { output: state } = run(process.execPath, [main, 'status', '--json']);
  const home = /"folder":"((?:[^"\\]|\\.)*)"/.exec(state)?.[1];
  if (home !== undefined && existsSync(join(JSON.parse(`"${home}"`), 'config.yml'))) return 1;
  const { ok, output } = run(process.execPath, [main, 'setup', '--find']);
  const path = output.split(/\r?\n/).find((line) => /^[A-Za-z]:\\.*config\.yml$/.test(line));
  if (!ok || path === undefined) return 1;
  process.stdout.write(Buffer.from(path, 'utf16le'));
  return 0;
}

const steps = { install, uninstall, find };
const [step, folder, version, option] = process.argv.slice(2);
if (Object.hasOwn(steps, step ?? '')) process.exitCode = steps[step](folder, version, option);
