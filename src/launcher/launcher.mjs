#!/usr/bin/env node
// Starts the version that the file `current` names, with the same arguments. Forwards signals and exit codes.
// No update replaces this file. So it stays small, and reads only the fields `version`, `previous` and `proving` of `current`.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
const isService = args[0] === 'start';
/** Exit code of a program that must be started again, in the version that `current` then names. */
const startAgain = 75;
const complain = (line) => process.stderr.write(`${line}\n`);
let child;
let isStopped = false;
let onStop = () => {};
const stopped = new Promise((resolve) => {
  onStop = resolve;
});
let isRestart = false;

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
for (const signal of stopSignals)
  process.on(signal, () => {
    isStopped ||= signal !== 'SIGHUP';
    if (isStopped) onStop();
    // A terminal sends Ctrl-C to both processes. A second signal would end the program at once.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal);
  });

function giveUp(line) {
  complain(line);
  process.exit(1);
}

function readPointer() {
  const path = join(root, 'current');
  try {
    const pointer = JSON.parse(readFileSync(path, 'utf8'));
    if (/^\d[\w.-]*$/.test(pointer?.version)) return pointer;
    throw new Error('"version" is no version');
  } catch (error) {
    const { code } = error;
    if (code !== undefined && code !== 'ENOENT')
      return giveUp(`${path} cannot be read (${code}). ${unreadableRemedy(path)}`);
    return giveUp(`${path} cannot be used: ${error.message}\n${remedy()}`);
  }
}

const unreadableRemedy = (path) =>
  process.platform === 'win32'
    ? 'Close the program that holds it (a backup, a virus scanner), or let this user read it.'
    : `Let this user read it (sudo chown "$USER" "${path}"), or close the program that holds it.`;

/** These commands work in another version too: they leave the records alone, and are the way out of a damaged one. */
const workInOther = ['status', 'doctor', 'stop', 'rollback', 'update'];

/** The version that runs the command line: the one of the pointer if it is whole. */
function versionToRun({ version, previous, proving }) {
  const fault = faultOf(version);
  if (!fault) return version;
  // The version before watches this start, which fails, and goes back.
  if (isService && proving && isThere(previous)) return version;
  const whole = namesBelow().filter(isThere).sort(inOrder);
  const other = [...whole, previous].reverse().find((name) => name && isThere(name));
  const again = other
    ? 'hipay-ecr update --from FILE'
    : `with another copy of the program, hipay-ecr update --install "${root}"`;
  const todo = fault.isMissing
    ? `Install this version again, or a higher one: ${again}. A lower one may not know which orders are paid.`
    : unreadableRemedy(fault.path);
  complain(`Version ${version} cannot run: ${fault.path} ${fault.words}. ${todo}`);
  if (!other && args[0] === 'stop')
    complain(
      'A connector that runs was not stopped. To stop it: hipay-ecr stop of another copy of the program, or GET /stop at its port, with the user name and the password of the tills. Both wait for a running payment.',
    );
  if (!other || !workInOther.includes(args[0])) process.exit(1);
  complain(`Version ${other} runs this command.`);
  return other;
}

/** The first file without which a version does not run, and why it cannot be used. */
function faultOf(version) {
  for (const name of ['package.json', join('dist', 'sidecar', 'main.js')]) {
    const path = join(root, 'versions', version, name);
    try {
      accessSync(path, constants.R_OK);
    } catch ({ code }) {
      const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
      return { path, isMissing, words: isMissing ? 'is missing' : `cannot be read (${code})` };
    }
  }
  return undefined;
}

const isThere = (version) => version !== undefined && !faultOf(version);
const namesBelow = () =>
  existsSync(join(root, 'versions'))
    ? readdirSync(join(root, 'versions')).filter((name) => /^\d/.test(name))
    : [];

/** The number of the form in which a version stores. It is not known of a damaged one: then no other one counts as its reader. */
function formsOf(version) {
  const { version: named, storedForms = 1 } = readJson('versions', version, 'package.json');
  return named === undefined ? Number.POSITIVE_INFINITY : storedForms;
}
const inOrder = (one, other) =>
  formsOf(one) - formsOf(other) || one.localeCompare(other, 'en', { numeric: true });

/**
 * Text that names the version to start by hand: the newest proven version; if none is marked as proven, the version to which an
 * update would have gone back. Never names a version that cannot read what another version may have stored.
 */
function remedy() {
  const names = namesBelow();
  const whole = names.filter(isThere).sort(inOrder);
  const proven = whole.filter((name) => existsSync(join(root, 'versions', name, 'proven')));
  const back = whole.filter((name) => name === readJson('current.back').version);
  const only = whole.length === 1 ? whole : [];
  const version = [proven, back, only].find(({ length }) => length > 0)?.at(-1);
  const waits = readJson('waiting.json').version;
  const isReader = names.every((name) => name === waits || formsOf(version) >= formsOf(name));
  if (whole.length === 0) return 'There is no version below versions/: make the installation again.';
  return version && isReader
    ? `Put {"format":1,"version":"${version}"} into it.`
    : 'No version below versions/ is known to read all records: install the newest one again.';
}

function readJson(...path) {
  try {
    return JSON.parse(readFileSync(join(root, ...path), 'utf8'));
  } catch {
    return {};
  }
}

function run(version, commandLine, stdio) {
  const folder = join(root, 'versions', version);
  const node = ['node.exe', 'node'].map((name) => join(folder, name)).find((path) => existsSync(path));
  const env = { ...process.env, HIPAY_ECR_LAUNCHER: '1', ...(isRestart && { HIPAY_ECR_RESTART: '1' }) };
  const program = join(folder, 'dist', 'sidecar', 'main.js');
  return spawn(node ?? process.execPath, [program, ...commandLine], { stdio, env, windowsHide: true });
}

const endOf = (started) =>
  new Promise((resolve) => {
    started.once('error', (error) => resolve({ code: 1, error }));
    started.once('exit', (code, signal) => resolve({ code, signal }));
  });

/** Longest pause before a watcher that has failed is started again, ms. */
const maxPauseMs = 60_000;
/** Maximum number of watchers that fail after the end of the new version. Then the launcher exits with the version's exit code. */
const maxTriesAfterEnd = 3;

/** The previous version watches a new version until that one is proven or was replaced. If it is missing, the new one watches itself. */
async function watch(previous, version, started, ended) {
  const watchCommand = ['update', '--watch', String(started.pid ?? 0)];
  let watcher;
  const send = (message) => {
    // The watcher may have ended first.
    if (watcher?.connected) watcher.send(message, () => {});
  };
  let lastMessage;
  started.on('message', (message) => {
    lastMessage = message;
    send(lastMessage);
  });
  let end;
  ended.then(async ({ code, signal }) => {
    // A stop of the whole group may end the new version before this program gets its own signal.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const asked = isStopped || code === startAgain || stopSignals.includes(signal);
    end = { ended: { asked, isDone: code === 0 } };
    send(end);
  });
  for (let tries = 1, afterEnd = 0; !isStopped; tries++) {
    const by = isThere(previous) ? previous : version;
    if (by === version && tries === 1)
      complain(
        `Warning: there is no way back from version ${version}, since versions/${previous} is missing.`,
      );
    watcher = run(by, watchCommand, ['ignore', 'inherit', 'inherit', 'ipc']);
    if (lastMessage) send(lastMessage);
    if (end) send(end);
    if ((await endOf(watcher)).code === 0) return;
    if (end && (by === version || ++afterEnd >= maxTriesAfterEnd)) return;
    const pause = Math.min(2000 * 2 ** (tries - 1), maxPauseMs);
    await Promise.race([
      stopped,
      ...(end ? [] : [ended]),
      new Promise((resolve) => setTimeout(resolve, pause)),
    ]);
  }
}

for (;;) {
  const pointer = readPointer();
  const { version, previous, proving } = pointer;
  child = run(versionToRun(pointer), args, ['inherit', 'inherit', 'inherit', ...(isService ? ['ipc'] : [])]);
  const ended = endOf(child);
  const watched = isService && proving && previous ? watch(previous, version, child, ended) : undefined;
  const { code, signal, error } = await ended;
  if (error) complain(`version ${version} cannot be started: ${error.message}`);
  await watched;
  const isAsked = isService && (code === startAgain || readPointer().version !== version);
  if (isStopped || !isAsked) {
    process.removeAllListeners();
    if (signal) process.kill(process.pid, signal);
    process.exit(code ?? 1);
  }
  isRestart = true;
}
