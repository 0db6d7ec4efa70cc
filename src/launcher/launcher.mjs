#!/usr/bin/env node
// Starts the version that the file `current` names, with the same arguments. Passes on signals and exit codes.
// An update never replaces this file. So it stays small, and knows of `current` only `version`, `previous` and `proving`.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const args = process.argv.slice(2);
/** With this code the program asks to be started again, in the version that `current` names then. */
const startAgain = 75;
const complain = (line) => process.stderr.write(`${line}\n`);
let child;
let isStopped = false;
let isRestart = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => {
    isStopped ||= signal !== 'SIGHUP';
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
    complain('Put {"format":1,"version":"N"} into it, where N is the name of a folder below versions/.');
    process.exit(1);
  }
}

function run(version, words, stdio) {
  const folder = join(root, 'versions', version);
  const node = ['node.exe', 'node'].map((name) => join(folder, name)).find((path) => existsSync(path));
  const env = { ...process.env, HIPAY_ECR_LAUNCHER: '1', ...(isRestart && { HIPAY_ECR_RESTART: '1' }) };
  const program = join(folder, 'dist', 'sidecar', 'main.js');
  return spawn(node ?? process.execPath, [program, ...words], { stdio, env, windowsHide: true });
}

const endOf = (started) =>
  new Promise((resolve) => {
    started.once('error', (error) => resolve({ code: 1, error }));
    started.once('exit', (code, signal) => resolve({ code, signal }));
  });

/** The version before watches a new one until it is proven or goes back. */
async function watch(version, pid, ended) {
  for (;;) {
    const watcher = run(version, ['update', '--watch', String(pid)], ['ignore', 'inherit', 'inherit', 'ipc']);
    // The watcher may have ended first.
    ended.then(({ code }) => {
      const end = { asked: isStopped || code === startAgain, isDone: code === 0 };
      if (watcher.connected) watcher.send({ ended: end }, () => {});
    });
    if ((await endOf(watcher)).code === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
}

for (;;) {
  const { version, previous, proving } = readPointer();
  const isService = args[0] === 'start';
  child = run(version, args, ['inherit', 'inherit', 'inherit', ...(isService ? ['ipc'] : [])]);
  const ended = endOf(child);
  const watched = isService && proving && previous ? watch(previous, child.pid ?? 0, ended) : undefined;
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
