import { html, type TemplateResult } from 'lit';
import type { VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { type BrowserWays, usableLink } from '../../core/settings/settings-checks.ts';
import { ageText, fill } from '../format.ts';
import type { CableLink, OperatingSystem } from '../host-api.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { type IconName, icon } from '../parts/icon.ts';
import type { TerminalState, Texts } from '../texts/texts.ts';

/** Colour and drawing of each lamp. The words beside it say the same. */
export const statusLook: Record<TerminalState, { tone: Tone; icon: IconName }> = {
  'not-chosen': { tone: 'calm', icon: 'minus' },
  away: { tone: 'bad', icon: 'cross' },
  opening: { tone: 'calm', icon: 'clock' },
  unchecked: { tone: 'warn', icon: 'question' },
  ready: { tone: 'good', icon: 'check' },
  silent: { tone: 'bad', icon: 'warning' },
  garbled: { tone: 'bad', icon: 'warning' },
  'not-ready': { tone: 'warn', icon: 'clock' },
  'in-use': { tone: 'bad', icon: 'warning' },
  paying: { tone: 'good', icon: 'card' },
};

/** The connector tells which device it speaks with. In the other states it has only a program's English, of why there is none. */
export const namesDevice = (state: TerminalState): boolean =>
  state !== 'not-chosen' && state !== 'away' && state !== 'in-use';

interface Lamp {
  readonly terminal: TerminalStatus;
  readonly label: string;
  /** What the browser says of a held port, and the card says elsewhere: it names no device. */
  readonly whyHeld: string;
}

/** The lamp, its words, when the terminal was last seen, and which one it is. */
export function statusLine(lamp: Lamp, texts: Texts, locale: string) {
  const look = statusLook[lamp.terminal.state];
  return html`<div class="lamp">
        <span class="light ${look.tone}">${icon(look.icon, 24)}</span>
        <div>
          <p class="state">${lamp.label}</p>
          <p class="muted">${seen(lamp.terminal, texts, locale)}</p>
          ${device(lamp, texts)}
        </div>
      </div>`;
}

function seen({ state, seenAt }: TerminalStatus, { words }: Texts, locale: string): string {
  if (state === 'not-chosen' || seenAt === 0) return words.neverSeen;
  return fill(words.seen, { age: ageText(seenAt, Date.now(), locale) });
}

/** What the simulator calls itself is no name of a thing. */
function device({ terminal, whyHeld }: Lamp, { words }: Texts) {
  const { state, simulated, description } = terminal;
  if (!description || !namesDevice(state) || description === whyHeld) return '';
  return html`<p class="muted description">${simulated ? words.simulated : description}</p>`;
}

/** The way that the connector takes to a real terminal with these settings in this browser. */
export function cableLink(settings: VisibleSettings | undefined, ways: BrowserWays): CableLink {
  const wanted = settings?.terminal.link ?? 'web-serial';
  return usableLink(wanted === 'simulated' ? 'web-serial' : wanted, ways) === 'web-usb'
    ? 'web-usb'
    : 'web-serial';
}

/** What the lamp says. Over WebUSB a terminal that somebody else has is nearly always the system's, not a program's. */
export function statusWords(
  { lamps, usb }: Texts,
  state: TerminalState,
  link: CableLink,
  system: OperatingSystem,
): { readonly label: string; readonly todo: string } {
  if (state === 'in-use' && link === 'web-usb') return { label: usb.heldLabel, todo: usb[system] };
  return lamps[state];
}

/** What a program said in its own English: for who mends it, below our own words. */
export const programsWords = (summary: string, text: string): TemplateResult =>
  html`<details class="programs-words">
    <summary>${summary}</summary>
    <p lang="en">${text}</p>
  </details>`;
