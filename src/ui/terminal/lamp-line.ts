import { html } from 'lit';
import type { TerminalLamp } from '../../core/relay/snapshot.ts';
import { ageText } from '../parts/age-text.ts';
import { icon } from '../parts/icon.ts';
import { fill } from '../texts/fill.ts';
import type { Texts } from '../texts/texts.ts';
import { lampLook, namesDevice } from './lamp-look.ts';

interface Lamp {
  readonly terminal: TerminalLamp;
  readonly label: string;
  /** What the browser says of a held port, and the card says elsewhere: it names no device. */
  readonly whyHeld: string;
}

/** The lamp, its words, when the terminal was last seen, and which one it is. */
export function lampLine(lamp: Lamp, texts: Texts, locale: string) {
  const look = lampLook[lamp.terminal.state];
  return html`<div class="lamp">
        <span class="light ${look.tone}">${icon(look.icon, 24)}</span>
        <div>
          <p class="state">${lamp.label}</p>
          <p class="muted">${seen(lamp.terminal, texts, locale)}</p>
          ${device(lamp, texts)}
        </div>
      </div>`;
}

function seen({ state, seenAt }: TerminalLamp, { words }: Texts, locale: string): string {
  if (state === 'not-chosen' || seenAt === 0) return words.neverSeen;
  return fill(words.seen, { age: ageText(seenAt, Date.now(), locale) });
}

/** What the simulator calls itself is no name of a thing. */
function device({ terminal, whyHeld }: Lamp, { words }: Texts) {
  const { state, simulated, description } = terminal;
  if (!description || !namesDevice(state) || description === whyHeld) return '';
  return html`<p class="muted description">${simulated ? words.simulated : description}</p>`;
}
