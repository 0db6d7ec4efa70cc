import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readShopConfig } from '../../core/settings/incumbent-config.ts';
import { type Configuration, emptyConfiguration, readConfiguration } from './configuration-text.ts';

export interface FirstConfiguration {
  readonly configuration: Configuration;
  /** Where it comes from; undefined for an empty one. */
  readonly from: string | undefined;
}

/** Reads a file to begin with, or gives why it cannot be one: what, where, what to do. Never says what a secret was. */
export function beginWith(path: string): FirstConfiguration | string {
  try {
    const configuration = readConfiguration(readFileSync(path, 'utf8'));
    if (typeof configuration === 'string') return `${path} cannot be used: ${configuration}`;
    const reading = readShopConfig(configuration.toJS());
    return reading.ok
      ? { configuration, from: path }
      : `${path} cannot be used: ${reading.errors.join('; ')}.`;
  } catch (error) {
    return `${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`;
  }
}

/** The configuration of the home folder, which a set-up changes; an empty one where there is none. */
export function presentConfiguration(folder: string): FirstConfiguration | string {
  const path = join(folder, 'config.yml');
  if (!existsSync(path)) return { configuration: emptyConfiguration(), from: undefined };
  const begun = beginWith(path);
  return typeof begun === 'string' ? `${begun} Correct it, or begin anew with --replace.` : begun;
}
