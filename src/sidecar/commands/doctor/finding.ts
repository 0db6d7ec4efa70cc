import type { BuildDigests } from '../../../core/build-digests.ts';
import type { OwnSidecar } from '../../access/owner-key.ts';
import type { ConfigFile } from '../../config/config-file.ts';
import type { InstalledBrowser } from '../../system/find-browser.ts';
import type { OpenSecrets } from '../../system/open-secrets.ts';
import type { System } from '../../system/systems.ts';

/** One result of a check: its subject, what was found, and what to do. */
export interface Finding {
  readonly check: string;
  readonly level: 'ok' | 'warning' | 'fault';
  readonly found: string;
  readonly remedy?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, level: 'ok', found });
export const warning = (check: string, found: string, remedy: string): Finding => ({
  check,
  level: 'warning',
  found,
  remedy,
});
export const fault = (check: string, found: string, remedy: string): Finding => ({
  check,
  level: 'fault',
  found,
  remedy,
});

const levelTexts = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' } as const;

/** Formats the findings as lines for a person. */
export function findingLines(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return [
    ...findings.flatMap(({ check, level, found, remedy }) => [
      `${levelTexts[level]}  ${check.padEnd(width)}  ${found}`,
      ...(remedy ? [`${' '.repeat(width + 11)}-> ${remedy}`] : []),
    ]),
    '',
    `${count('fault')} faults, ${count('warning')} warnings.`,
  ];
}

/** Result of an attempt to reach an address. */
export type Reach = 'open' | 'refused' | 'silent' | 'unknown-host';

/** A file of the home folder that the connector cannot use. */
export interface UnusableFile {
  readonly path: string;
  /** The user to whom it belongs, if that is not the owner of the folder. */
  readonly user?: string;
  /** The error of the system if this user cannot read it. */
  readonly code?: string;
}

/** The doctor's view of a computer. Tests replace it to imitate broken computers. */
export interface DoctorDeps {
  readonly system: System;
  readonly nodeVersion: string;
  readonly folder: string;
  now(): number;
  /** Digests of the program's files, as the build recorded them and as they are now. Undefined: there was no build. */
  program(): Promise<{
    readonly recorded: BuildDigests | undefined;
    readonly found: BuildDigests | undefined;
  }>;
  configuration(): Promise<ConfigFile | undefined>;
  /** The port of the running sidecar. Undefined: it does not run. */
  runningPort(): Promise<number | undefined>;
  ownSidecar(): Promise<OwnSidecar | undefined>;
  /** `free` if a program could listen on this port of the loopback addresses; otherwise the system's error code. */
  bindable(port: number): Promise<'free' | string>;
  /** True if a hipay-ecr (perhaps of another user or folder) answers on the port. */
  isConnector(port: number): Promise<boolean>;
  reach(host: string, port: number): Promise<Reach>;
  /** Date header of the answer, or the reason why there is no answer. */
  head(url: string): Promise<{ readonly date: string | null } | { readonly failure: string }>;
  /** The first line that a program prints. Undefined: there is no such program, or it fails. */
  firstLine(program: string, args: readonly string[]): Promise<string | undefined>;
  exists(path: string): boolean;
  /** The browsers of this computer, in the order in which `start` prefers them. */
  browsers(): readonly InstalledBrowser[];
  /** Content of a file. Undefined: there is no such file, or this user may not read it. */
  readText(path: string): Promise<string | undefined>;
  list(folder: string): Promise<readonly string[]>;
  /** `yes` if this user may write there; otherwise the system's error code. */
  writable(path: string): Promise<'yes' | string>;
  /** What others may read of the home folder and of these files, which hold secrets. */
  openSecrets(files: readonly string[]): Promise<OpenSecrets | undefined>;
  /** The owner of the home folder, and its files that the connector cannot use. */
  homeFiles(): Promise<{ readonly owner: string; readonly files: readonly UnusableFile[] }>;
  freeBytes(folder: string): Promise<number | undefined>;
}
