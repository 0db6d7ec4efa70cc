#!/usr/bin/env node
// Starts the version that the file `current` names, with the same arguments. Passes on signals and exit codes.
// An update never replaces this file. So it stays small, and knows of `current` only `version`, `previous` and `proving`.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
/** With this code the program asks to be started again, in the version that `current` names then. */
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
    // A terminal sends Ctrl-C to both, and a second one would end the program at once.
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child?.kill(signal);
  });

function readPointer() {
  const path = join(root, 'current');
  try {
    const pointer = JSON.parse(readFileSync(path, 'utf8'));
    if (existsSync(join(root, 'versions', pointer.version, 'package.json'))) return pointer;
    throw new Error(`there is no folder versions/${pointer.version}`);
  } catch (error) {
    complain(`${path} cannot be used: ${error.message}`);
    complain(remedy());
    process.exit(1);
  }
}

/** Names the newest version that reads all that is stored. One that only waits has never run. */
function remedy() {
  const waits = readJson('waiting.json').version;
  const forms = (version) => readJson('versions', version, 'package.json').storedForms ?? 0;
  const order = (one, other) =>
    forms(one) - forms(other) || one.localeCompare(other, 'en', { numeric: true });
  const names = existsSync(join(root, 'versions')) ? readdirSync(join(root, 'versions')) : [];
  const version = names
    .filter((name) => /^\d/.test(name) && name !== waits && isThere(name))
    .sort(order)
    .at(-1);
  return version
    ? `Put {"format":1,"version":"${version}"} into it.`
    : 'There is no version below versions/: make the installation again.';
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

const isThere = (version) => existsSync(join(root, 'versions', version, 'dist', 'sidecar', 'main.js'));

/** Longest pause before a watcher that has failed is started again, ms. */
const longestPause = 60_000;
/** After this number of failures since the end of the new version, no watcher is started again: the service gets the exit code. */
const mostTries = 3;

/** The version before watches a new one until the new one is proven or goes back. If it is missing, the new version watches itself. */
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
    if (end && (by === version || ++afterEnd >= mostTries)) return;
    const pause = Math.min(2000 * 2 ** (tries - 1), longestPause);
    await Promise.race([
      stopped,
      ...(end ? [] : [ended]),
      new Promise((resolve) => setTimeout(resolve, pause)),
    ]);
  }
}

for (;;) {
  const { version, previous, proving } = readPointer();
  const isService = args[0] === 'start';
  child = run(version, args, ['inherit', 'inherit', 'inherit', ...(isService ? ['ipc'] : [])]);
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
