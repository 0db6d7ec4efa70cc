import { spawnSync } from 'node:child_process';

let passed = 0;
const failures = [];

/** The counts of this process, for another process, which adds them with `addCounts`. */
export const counts = () => ({ passed, failures });
export function addCounts(others) {
  passed += others.passed;
  failures.push(...others.failures);
}

/** Runs one check, prints its name, its seconds and, if it fails, why. Resolves with true if it passed. */
export async function check(name, task) {
  const startedAt = Date.now();
  try {
    const figure = await task();
    passed++;
    console.log(`ok: ${name}${figure ? ` (${figure})` : ''}, ${seconds(startedAt)}`);
    return true;
  } catch (error) {
    failures.push(name);
    console.log(`FAILED: ${name}, ${seconds(startedAt)}\n${error.stack ?? error}`);
    return false;
  }
}

export const seconds = (startedAt) => `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;

/** Prints the totals as every test run of this project does. Returns the exit code. */
export function totals() {
  for (const name of failures) console.log(`FAILED: ${name}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

/** Runs a program to its end. Throws with its output if it fails, unless it may fail. */
export function run(program, args, { mayFail = false, ...options } = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', timeout: 300_000, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0 && !mayFail)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${result.status}:\n${result.stdout}\n${result.stderr}`,
    );
  return result;
}

/** Waits until the condition returns a value that is not empty or false, and returns this value. */
export async function until(what, condition, limitMs = 60_000) {
  for (const end = Date.now() + limitMs; Date.now() < end; ) {
    const found = await condition();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what}: not within ${limitMs / 1000} s`);
}
