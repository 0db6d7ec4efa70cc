import type { BuildDigests } from '../../core/build-digests.ts';
import type { ConfigFile } from '../launch/config-file.ts';
import type { OwnSidecar } from '../owner/owner-call.ts';

/** How a try to reach an address ended. */
export type Reach = 'open' | 'refused' | 'silent' | 'unknown-host';

/** What the doctor looks at, so that each broken computer can be made up in a test. */
export interface DoctorOutside {
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
