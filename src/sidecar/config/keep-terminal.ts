import { readFile, realpath, stat } from 'node:fs/promises';
import { Scalar } from 'yaml';
import type { FoundTerminal } from '../../core/connector-api/sidecar-contract.ts';
import { readShopConfig } from '../../core/settings/config-file.ts';
import { withPasswordPlaceholder } from '../../core/settings/secret-keys.ts';
import { decodeText, encodeText } from '../../core/text-encoding.ts';
import { writePrivateFile } from '../program/private-file.ts';
import { type Configuration, putValue, readConfiguration } from './config-editor.ts';

/**
 * Writes language and line settings into a configuration file. Other keys, comments, the file's encoding and its mode stay
 * unchanged. Resolves with the reason if the file is not changed, for example because the changed file would not give
 * these settings.
 */
export async function keepTerminalIn(path: string, found: FoundTerminal): Promise<string | undefined> {
  try {
    // Writes to the target of a symbolic link, so that the link itself stays.
    const file = await realpath(path);
    const { text, encoding } = decodeText(await readFile(file));
    const configuration = readConfiguration(text);
    if (typeof configuration === 'string') return configuration;
    if (configuration.contents && 'flow' in configuration.contents && configuration.contents.flow)
      return 'a JSON file is not written to';
    putTerminal(configuration, found);
    if (!holdsTerminal(configuration, found)) return 'the file would not say so afterwards';
    const bytes = encodeText(configuration.toString(), encoding);
    await writePrivateFile(file, bytes, (await stat(file)).mode & 0o777);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function putTerminal(configuration: Configuration, { language, serial }: FoundTerminal): void {
  const put = (path: readonly string[], value: string) => putValue(configuration, path, new Scalar(value));
  put(['connector', 'language'], language);
  if (!serial) return;
  for (const key of ['baudRate', 'dataBits', 'parity', 'stopBits'] as const) put([key], String(serial[key]));
  const flow = ['connector', 'flow_control'];
  if (serial.flowControl !== 'none' || configuration.hasIn(flow)) put(flow, serial.flowControl);
}

function holdsTerminal(configuration: Configuration, { language, serial }: FoundTerminal): boolean {
  const reading = readShopConfig(withPasswordPlaceholder(configuration.toJS()));
  if (!reading.ok) return false;
  const { terminal } = reading.config.settings;
  return (
    terminal.language === language && (!serial || JSON.stringify(terminal.serial) === JSON.stringify(serial))
  );
}
