import { html, type TemplateResult } from 'lit';
import { isCutOff, type Snapshot, type TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { type BrowserLinks, usableLink } from '../../core/settings/usable-link.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { TerminalState, Texts } from '../../texts/load-texts.ts';
import { ageText, fill } from '../format.ts';
import type { CableLink, OperatingSystem } from '../host-api.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { type IconName, icon } from '../parts/icon.ts';
import { unresolved } from './payment-events.ts';

/** Color and icon of each terminal status. The text beside them says the same. */
export const statusBadges: Record<TerminalState, { tone: Tone; icon: IconName }> = {
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

/** True if a person must mend the connection first: taking a payment is not the next thing to do. */
export const mustBeMended = ({ state }: TerminalStatus): boolean => statusBadges[state].tone === 'bad';

const notSimplyReadyBadge: (typeof statusBadges)[TerminalState] = { tone: 'warn', icon: 'warning' };

const cutOffBadge: (typeof statusBadges)[TerminalState] = { tone: 'bad', icon: 'warning' };

type Readiness = Pick<Snapshot, 'terminal' | 'sidecar' | 'recordsLost' | 'diskFailures'>;

/**
 * Why a ready terminal is not simply ready; also the name of its texts. `heldBack`: tills' orders are held back because stored
 * payments were lost. `diskProblem`: the sidecar cannot write payments.
 */
export function reservationOf({ terminal, recordsLost, diskFailures }: Readiness) {
  if (terminal.state !== 'ready') return undefined;
  if (recordsLost) return 'heldBack';
  return diskFailures ? 'diskProblem' : undefined;
}

/** Color and icon of the lamp. */
export const badgeOf = (snapshot: Readiness) =>
  isCutOff(snapshot)
    ? cutOffBadge
    : reservationOf(snapshot)
      ? notSimplyReadyBadge
      : statusBadges[snapshot.terminal.state];

/** True if the description names the connected device. In the other states it is a raw technical error. */
export const hasDeviceName = (state: TerminalState): boolean =>
  state !== 'not-chosen' && state !== 'away' && state !== 'in-use';

interface StatusLine {
  readonly terminal: TerminalStatus;
  readonly badge: (typeof statusBadges)[TerminalState];
  readonly label: string;
  /** The browser's error about a port that another program uses. It is no device name, and the card shows it elsewhere. */
  readonly inUseReason: string;
}

/** Shows the status as an icon and a text, the time of the last check, and the device's name. */
export function statusLine(lamp: StatusLine, texts: Texts, locale: string) {
  const { badge } = lamp;
  return html`<div class="lamp">
        <span class="light ${badge.tone}">${icon(badge.icon, 24)}</span>
        <div>
          <p class="state">${lamp.label}</p>
          <p class="muted">${lastCheckText(lamp.terminal, texts, locale)}</p>
          ${deviceLine(lamp, texts)}
        </div>
      </div>`;
}

function lastCheckText({ state, seenAt }: TerminalStatus, { words }: Texts, locale: string): string {
  if (state === 'not-chosen' || seenAt === 0) return words.neverSeen;
  return fill(words.seen, { age: ageText(seenAt, Date.now(), locale) });
}

/** The simulator's description is not a device name, so the screen shows "simulated" instead. */
function deviceLine({ terminal, inUseReason }: StatusLine, { words }: Texts) {
  const { state, simulated, description } = terminal;
  if (!description || !hasDeviceName(state) || description === inUseReason) return '';
  return html`<p class="muted description">${simulated ? words.simulated : description}</p>`;
}

/** The link that the connector uses for a real terminal, with these settings in this browser. */
export function cableLink(settings: VisibleSettings | undefined, browserLinks: BrowserLinks): CableLink {
  const wanted = settings?.terminal.link ?? 'web-serial';
  return usableLink(wanted === 'simulated' ? 'web-serial' : wanted, browserLinks) === 'web-usb'
    ? 'web-usb'
    : 'web-serial';
}

/** Texts of a terminal status, by the link. */
export function lampTexts(
  { lamps, overNetwork }: Texts,
  terminal: Pick<TerminalStatus, 'state' | 'overNetwork'>,
) {
  return terminal.overNetwork && terminal.state === 'away' ? overNetwork.away : lamps[terminal.state];
}

/**
 * Texts of a terminal status. Over WebUSB, it is nearly always the operating system that occupies a terminal, not a
 * program.
 */
function statusWords(
  texts: Texts,
  terminal: TerminalStatus,
  link: CableLink,
  system: OperatingSystem,
): { readonly label: string; readonly todo: string } {
  const { usb } = texts;
  if (terminal.state === 'in-use' && link === 'web-usb') return { label: usb.inUseLabel, todo: usb[system] };
  return lampTexts(texts, terminal);
}

/** What the terminal's status means, and what to do. With a payment in doubt it does not suggest to take the next one. */
export function terminalWords(
  snapshot: Snapshot,
  texts: Texts,
  link: CableLink,
  system: OperatingSystem,
): { readonly label: string; readonly todo: string } {
  if (isCutOff(snapshot)) return texts.overNetwork.cutOff;
  const reservation = reservationOf(snapshot);
  const { label, todo } = reservation
    ? texts[reservation]
    : statusWords(texts, snapshot.terminal, link, system);
  const hasDoubt = snapshot.terminal.state === 'ready' && unresolved(snapshot).length > 0;
  return { label, todo: hasDoubt ? texts.resolver.ready : todo };
}

/** Raw technical error, in English, for support. It is collapsed below our own text. */
export const technicalDetail = (summary: string, text: string): TemplateResult =>
  html`<details class="programs-words">
    <summary>${summary}</summary>
    <p lang="en">${text}</p>
  </details>`;
