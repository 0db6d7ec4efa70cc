import type { BuildDigests } from '../../../core/build-digests.ts';
import type { OwnSidecar } from '../../access/owner-key.ts';
import type { ConfigFile } from '../../config/config-file.ts';

/** One line of the doctor's: what was looked at, what was found, what to do. */
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

const words = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' } as const;

/** The findings for a person. */
export function findingLines(findings: readonly Finding[]): string[] {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const count = (level: Finding['level']) => findings.filter((finding) => finding.level === level).length;
  return [
    ...findings.flatMap(({ check, level, found, remedy }) => [
      `${words[level]}  ${check.padEnd(width)}  ${found}`,
      ...(remedy ? [`${' '.repeat(width + 11)}-> ${remedy}`] : []),
    ]),
    '',
    `${count('fault')} faults, ${count('warning')} warnings.`,
  ];
}

/** How a try to reach an address ended. */
export type Reach = 'open' | 'refused' | 'silent' | 'unknown-host';

/** What the doctor looks at, so that each broken computer can be made up in a test. */
export interface DoctorDeps {
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  readonly folder: string;
  now(): number;
  /** The program's files as the build wrote them down, and as they are. Either is undefined where nothing was built. */
  program(): Promise<{
    readonly recorded: BuildDigests | undefined;
    readonly found: BuildDigests | undefined;
  }>;
  configuration(): Promise<ConfigFile | undefined>;
  ownSidecar(): Promise<OwnSidecar | undefined>;
  /** Could a program listen on this port of the loopback addresses? The system's code where not. */
  bindable(port: number): Promise<'free' | string>;
  /** Does a hipay-ecr (of another user or folder) answer there? */
  isConnector(port: number): Promise<boolean>;
  reach(host: string, port: number): Promise<Reach>;
  /** Undefined: no answer, with the reason. */
  head(url: string): Promise<{ readonly date: string | null } | { readonly failure: string }>;
  /** The first line that a program prints; undefined where there is no such program. */
  firstLine(program: string, args: readonly string[]): Promise<string | undefined>;
  exists(path: string): boolean;
  /** Undefined: there is none, or it may not be read. */
  readText(path: string): Promise<string | undefined>;
  list(folder: string): Promise<readonly string[]>;
  /** May this user write there? The system's code where not. */
  writable(path: string): Promise<'yes' | string>;
  freeBytes(folder: string): Promise<number | undefined>;
}
