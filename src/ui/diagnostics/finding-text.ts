import type { Finding, FindingValues } from '../../core/diagnostics/finding.ts';
import type { TerminalState, Texts } from '../../texts/load-texts.ts';
import { ageText, fill, sizeText, spanText } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { hasDeviceName, lampTexts } from '../model/terminal-status.ts';

/** The screen shows this many characters of a digest: enough to distinguish two builds. */
const digestCharacters = 12;

function valueText(value: FindingValues[string], now: number, locale: string): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (typeof value === 'string')
    return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, digestCharacters) : value;
  if ('moment' in value) return ageText(value.moment, now, locale);
  return 'bytes' in value ? sizeText(value.bytes, locale) : spanText(value.span, locale);
}

/** A finding as text: what it means, and what to do. */
export function findingText(
  { name, values }: Finding,
  now: number,
  texts: Texts,
  locale: string,
): { readonly what: string; readonly todo: string } {
  const { words, findings } = lazyTexts('diagnostics');
  const filled = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, valueText(value, now, locale)]),
  );
  const { what, todo } = findings[name];
  // The terminal status has its own text, which every screen shows.
  if (name !== 'terminal-lamp')
    return { what: removeGaps(fill(what, { oldest: '?', at: '', ...filled })), todo };
  const seen = filled['seen'] ? ` ${fill(words.seen, { age: filled['seen'] })}` : '';
  const state = values['lamp'] as TerminalState;
  const lamp = lampTexts(texts, { state, overNetwork: values['link'] === 'network' });
  // During `opening`, the description may belong to the previous attempt.
  const showsDevice = hasDeviceName(state) && state !== 'opening';
  const description = showsDevice && filled['description'] ? `${filled['description']}.` : '';
  return { what: removeGaps(`${fill(what, { label: lamp.label, description })}${seen}`), todo: lamp.todo };
}

/** Removes the gaps that empty values leave. */
const removeGaps = (text: string): string => text.replace(/, \./g, '.').replace(/ {2,}/g, ' ').trim();
