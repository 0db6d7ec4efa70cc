import type { ShopConfig } from '../../core/settings/incumbent-config.ts';
import type { ConfigFile } from '../launch/config-file.ts';
import { type Finding, fault, ok, warning } from './finding.ts';

/** Notes that say only that something is not needed here. */
const harmless = /not used/;

/** Is there a configuration, and does it hold? */
export function checkConfiguration(file: ConfigFile | undefined): {
  findings: Finding[];
  config: ShopConfig | undefined;
} {
  const check = 'configuration';
  if (!file) {
    const found = 'there is none: everything would be simulated';
    return { findings: [warning(check, found, 'Run hipay-ecr setup.')], config: undefined };
  }
  const { path, reading } = file;
  if (!reading.ok) {
    const remedy = `Correct ${path}, or run hipay-ecr setup --replace.`;
    return { findings: reading.errors.map((error) => fault(check, error, remedy)), config: undefined };
  }
  const doubts = reading.config.notes.filter((note) => !harmless.test(note));
  const { environment } = reading.config.settings;
  return {
    findings: [
      ok(check, `${path}, environment ${environment}`),
      ...doubts.map((doubt) => warning(check, doubt, 'Is that meant? If not: hipay-ecr setup.')),
    ],
    config: reading.config,
  };
}
