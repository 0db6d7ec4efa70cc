import type { System } from './systems.ts';

/** The words that a person types in this system's shell. */
export interface ShellWords {
  /** The command of this program. Without `.cmd`, PowerShell would take the script `hipay-ecr.ps1` and refuse to run it. */
  readonly program: string;
  /** The name of the program curl. In PowerShell 5.1 `curl` is another command. */
  readonly curl: string;
  /** The shell in which the printed commands work, if it is not every shell of the system. */
  readonly shell?: string;
  /** Quotes a text so that the shell reads it as one word. */
  quote(text: string): string;
  /** Words for how a person gets the right to change the files of the system. */
  readonly asAdministrator: string;
  /** The command that shows which program has a port. */
  portOwner(port: number): string;
  /** The command that shows which program holds one of our locks. Absent: the system has none. */
  readonly lockOwner?: string;
}

const quoteForUnix = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

const quoteForWindows = (text: string): string =>
  /^[\w@+=:,.\\/-]+$/.test(text) ? text : `"${text.replaceAll('"', '\\"')}"`;

const unix = {
  program: 'hipay-ecr',
  curl: 'curl',
  quote: quoteForUnix,
  asAdministrator: 'with sudo',
} as const;

export const shellWords: Readonly<Record<System, ShellWords>> = {
  linux: {
    ...unix,
    portOwner: (port) => `sudo ss -ltnp "sport = :${port}"`,
    lockOwner: 'sudo ss -lxp | grep hipay-ecr',
  },
  macos: {
    ...unix,
    portOwner: (port) => `sudo lsof -nP -iTCP:${port} -sTCP:LISTEN`,
    lockOwner: 'sudo lsof -U | grep hipay-ecr',
  },
  windows: {
    program: 'hipay-ecr.cmd',
    curl: 'curl.exe',
    shell: 'the Command Prompt (cmd)',
    quote: quoteForWindows,
    asAdministrator: 'as administrator',
    portOwner: (port) => `netstat -ano | findstr :${port}`,
  },
};
