import { spawnSync } from 'node:child_process';

let passed = 0;
const failures = [];

/** The counts so far, to hand them to another process; `take` adds those of one. */
export const counts = () => ({ passed, failures });
export function take(others) {
  passed += others.passed;
  failures.push(...others.failures);
}

/** Runs one check, prints its name, its seconds and, if it fails, why. Resolves with true if it passed. */
export async function check(name, run) {
  const begun = Date.now();
  try {
    const figure = await run();
    passed++;
    console.log(`ok: ${name}${figure ? ` (${figure})` : ''}, ${seconds(begun)}`);
    return true;
  } catch (error) {
    failures.push(name);
    console.log(`FAILED: ${name}, ${seconds(begun)}\n${error.stack ?? error}`);
    return false;
  }
}

export const seconds = (begun) => `${((Date.now() - begun) / 1000).toFixed(1)} s`;

/** Prints the totals as every test run of this project does. Returns the exit code. */
export function totals() {
  for (const name of failures) console.log(`FAILED: ${name}`);
  console.log(`${passed} passed, ${failures.length} failed`);
  return failures.length === 0 && passed > 0 ? 0 : 1;
}

/** Runs a program to its end. Throws with its output if it fails, unless `fails` allows that. */
export function run(program, args, { fails = false, ...options } = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', timeout: 300_000, ...options });
  if (result.error) throw result.error;
  if (result.status !== 0 && !fails)
    throw new Error(
      `${program} ${args.join(' ')} ended with ${result.status}:\n${result.stdout}\n${result.stderr}`,
    );
  return result;
}

/** Waits until the condition gives something. */
export async function until(what, condition, limitMs = 60_000) {
  for (const end = Date.now() + limitMs; Date.now() < end; ) {
    const found = await condition();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what}: not within ${limitMs / 1000} s`);
}
