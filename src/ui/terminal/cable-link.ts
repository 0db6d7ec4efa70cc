import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import { type BrowserWays, usableLink } from '../../core/settings/usable-link.ts';
import type { CableLink, OperatingSystem } from '../surroundings.ts';
import type { LampState, Texts } from '../texts/texts.ts';

/** The way that the connector takes to a real terminal with these settings in this browser. */
export function cableLink(settings: VisibleSettings | undefined, ways: BrowserWays): CableLink {
  const wanted = settings?.terminal.link ?? 'web-serial';
  return usableLink(wanted === 'simulated' ? 'web-serial' : wanted, ways) === 'web-usb'
    ? 'web-usb'
    : 'web-serial';
}

/** What the lamp says. Over WebUSB a terminal that somebody else has is nearly always the system's, not a program's. */
export function lampWords(
  { lamps, usb }: Texts,
  state: LampState,
  link: CableLink,
  system: OperatingSystem,
): { readonly label: string; readonly todo: string } {
  if (state === 'in-use' && link === 'web-usb') return { label: usb.heldLabel, todo: usb[system] };
  return lamps[state];
}
