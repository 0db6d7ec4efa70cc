import type { System } from '../../system/systems.ts';

/** Settings of a service that starts the connector. */
export interface ServiceOptions {
  /** The words that call this program: its Node and its file, or the command of a package. */
  readonly command: readonly string[];
  /** Folder of the configuration and the records. */
  readonly folder: string;
  /** True if the connector also starts a browser with the page, and keeps it. Only for a user who is logged in. */
  readonly hasBrowser: boolean;
  /** The configuration file, if it is not `config.yml` of the folder. */
  readonly config?: string | undefined;
  /** The port, if it is not that of the configuration. */
  readonly port?: number | undefined;
}

/** The user at the screen, whose program keeps the browser (`hipay-ecr browser`). */
export interface ScreenUser {
  readonly name: string;
  /** Path of the pairing file. */
  readonly key: string;
  /** The port of the connector. */
  readonly port: number;
  readonly headless: boolean;
}

export interface ServiceFile {
  readonly path: string;
  readonly content: string | Buffer;
  /** Commands with which a person starts the service once the file is written. */
  readonly afterWriting: readonly string[];
  /** Commands with which a person ends the running service when its file is removed. */
  readonly beforeRemoving: readonly string[];
}

export interface ServicePlace {
  readonly system: System;
  readonly scope: 'user' | 'system';
  /** The user that the connector runs as. */
  readonly user: string;
  /** The user's name with its computer or domain, on Windows only. Undefined if the file is for another computer. */
  readonly account?: string | undefined;
  /** Home directory of the user. */
  readonly homeDirectory: string;
}

export const serviceName = 'hipay-ecr';

/** The command line of the service. `log` is the log file, for a system that does not keep the stderr of a service. */
export const startArguments = (
  { command, folder, hasBrowser, config, port }: ServiceOptions,
  log?: string,
): string[] => [
  ...command,
  'start',
  hasBrowser ? '--browser' : '--no-browser',
  '--home',
  folder,
  ...(config === undefined ? [] : ['--config', config]),
  ...(port === undefined ? [] : ['--port', String(port)]),
  ...(log === undefined ? [] : ['--log', log]),
];

/** The command line of the program that keeps the browser. It names the pairing file; the key itself is on no command line. */
export const browserArguments = (
  { command }: Pick<ServiceOptions, 'command'>,
  { key, port, headless }: ScreenUser,
): string[] => [
  ...command,
  'browser',
  '--port',
  String(port),
  '--key',
  key,
  ...(headless ? ['--headless'] : []),
];
