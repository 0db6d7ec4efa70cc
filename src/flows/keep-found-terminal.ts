import { onlyScriptDiffers } from '../core/settings/script-choice.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { ConnectorOutside } from './connector-outside.ts';
import type { SettingsDesk } from './settings-desk.ts';

/**
 * Makes the terminal settings that were found the ones in use from now on. False: they could not be kept. Where another
 * place rules the settings they are changed there, or not at all.
 */
export async function keepFoundTerminal(
  terminal: Settings['terminal'],
  desk: SettingsDesk,
  keepTerminal: ConnectorOutside['keepTerminal'],
): Promise<boolean> {
  const settings = { ...desk.now, terminal };
  if (!desk.provisioned || onlyScriptDiffers(settings, desk.now)) return (await desk.save(settings)).saved;
  const { language, serial, link } = terminal;
  const kept = await keepTerminal?.({ language, ...(link !== 'tcp' && { serial }) });
  // They come back from there, too; whoever pays next must not depend on which is sooner.
  if (kept) await desk.provision(settings);
  return kept ?? false;
}
