import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { onTestFinished } from 'vitest';

const real = { open: fs.promises.open, readFile: fs.promises.readFile, readdir: fs.promises.readdir };

const errorOf = (code: string, path: unknown) =>
  Object.assign(new Error(`${code}: refused, open '${String(path)}'`), { code, path, syscall: 'open' });

/**
 * Lets the system refuse each use of one file until `free`: another program holds it, or it belongs to another user. Tests may
 * run as root, who may read every file. `onRead`: the file can be opened, and its reading fails.
 */
export function refuseFile(path: string, code: string, { onRead = false } = {}): { free(): void } {
  const put = (steps: object) => {
    Object.assign(fs.promises, steps);
    syncBuiltinESMExports();
  };
  const free = () => put(real);
  const refusing = <Args extends unknown[], Result>(step: (...args: Args) => Promise<Result>) =>
    (async (...args: Args) => {
      if (String(args[0]) === path) throw errorOf(code, path);
      return step(...args);
    }) as typeof step;
  const openUnreadable = async (...args: Parameters<typeof real.open>) => {
    const file = await real.open(...args);
    if (String(args[0]) === path) file.read = () => Promise.reject(errorOf(code, undefined));
    return file;
  };
  put({
    open: onRead ? openUnreadable : refusing(real.open),
    readFile: refusing(real.readFile as (path: unknown) => Promise<unknown>),
    readdir: refusing(real.readdir as (path: unknown) => Promise<unknown>),
  });
  onTestFinished(free);
  return { free };
}
