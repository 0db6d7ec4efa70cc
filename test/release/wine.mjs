import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './checks.mjs';

/**
 * Makes a separate Windows. Wine refuses TCP keep-alive, and Node's fetch fails for that reason; a preloaded script prevents
 * this. The script is the only difference from what a shop runs.
 */
export function freshWindows(folder, { display = '' } = {}) {
  mkdirSync(folder, { recursive: true });
  const env = {
    ...process.env,
    WINEPREFIX: folder,
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
    DISPLAY: display,
    LC_ALL: 'C.UTF-8',
  };
  delete env.CI;
  run('wineboot', ['-i'], { env, stdio: 'ignore' });
  // Node refuses Windows 7, which Wine 8 pretends to be.
  run('wine', ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'], {
    env,
    stdio: 'ignore',
  });
  writeFileSync(
    join(folder, 'drive_c/keep-alive.cjs'),
    "require('node:net').Socket.prototype.setKeepAlive = function () { return this; };\n",
  );
  env.NODE_OPTIONS = '--require C:\\keep-alive.cjs';
  const user = join(folder, 'drive_c/users', env.USER ?? 'root');
  return {
    env,
    folder,
    /** Folder of the user, as this system names it. */
    user: existsSync(user) ? user : join(folder, 'drive_c/users/root'),
    /** Runs a Windows program to its end. Its output goes through files: Node has no pipe under Wine. */
    run(program, args, limitMs = 300_000) {
      const output = openSync(join(folder, 'output.txt'), 'w');
      const { status, error } = spawnSync('wine', [program, ...args], {
        env,
        stdio: ['ignore', output, output],
        timeout: limitMs,
      });
      closeSync(output);
      if (error) throw error;
      return status;
    },
    /** Starts a Windows program; its standard output goes to a file. */
    start(program, args, output) {
      const file = openSync(output, 'w');
      const child = spawn('wine', [program, ...args], { env, stdio: ['ignore', file, file] });
      closeSync(file);
      return child;
    },
    /** Ends every program of this Windows, and of no other. */
    end: () => void spawnSync('wineserver', ['-k'], { env, timeout: 30_000 }),
  };
}
