import { onlyScriptDiffers } from '../core/settings/script-choice.ts';
import type { Settings } from '../core/settings/settings.ts';
import type { ConnectorOutside } from './connector-outside.ts';

interface Keeping extends Pick<ConnectorOutside, 'keepTerminal'> {
  readonly present: Settings;
  /** Another place rules the settings: they are changed there, or not at all. */
  readonly provisioned: boolean;
  save(settings: Settings): Promise<{ readonly saved: boolean }>;
  /** As they come from that other place. */
  provision(settings: Settings): Promise<unknown>;
}

/** Makes the terminal settings that were found the ones in use from now on. False: they could not be kept. */
export async function keepFoundTerminal(terminal: Settings['terminal'], keeping: Keeping): Promise<boolean> {
  const settings = { ...keeping.present, terminal };
  if (!keeping.provisioned || onlyScriptDiffers(settings, keeping.present))
    return (await keeping.save(settings)).saved;
  const { language, serial, link } = terminal;
  const kept = await keeping.keepTerminal?.({ language, ...(link !== 'tcp' && { serial }) });
  // They come back from there, too; whoever pays next must not depend on which is sooner.
  if (kept) await keeping.provision(settings);
  return kept ?? false;
}
