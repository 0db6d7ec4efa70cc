import type { Finding, FindingValues } from '../../core/diagnostics/finding.ts';
import { ageText } from '../parts/age-text.ts';
import { sizeText } from '../parts/size-text.ts';
import { spanText } from '../parts/span-text.ts';
import { namesDevice } from '../terminal/lamp-look.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import type { LampState, Texts } from '../texts/texts.ts';
import { diagnosticsTexts } from './texts/diagnostics-texts.ts';

/** In how much detail a digest is shown: two builds that differ, differ here. */
const digestShown = 12;

function valueText(value: FindingValues[string], now: number, locale: string): string {
  if (typeof value === 'number') return new Intl.NumberFormat(locale).format(value);
  if (typeof value === 'string') return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, digestShown) : value;
  if ('moment' in value) return ageText(value.moment, now, locale);
  return 'bytes' in value ? sizeText(value.bytes, locale) : spanText(value.span, locale);
}

/** A finding in words: what it means, and what to do about it. */
export function findingText(
  { name, values }: Finding,
  now: number,
  texts: Texts,
  locale: string,
): { readonly what: string; readonly todo: string } {
  const { words, findings } = inLanguage(diagnosticsTexts);
  const filled = Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, valueText(value, now, locale)]),
  );
  const { what, todo } = findings[name];
  // The lamp has its own words, which stand on every screen.
  if (name !== 'terminal-lamp') return { what: tidy(fill(what, { oldest: '?', at: '', ...filled })), todo };
  const seen = filled['seen'] ? ` ${fill(words.seen, { age: filled['seen'] })}` : '';
  const state = values['lamp'] as LampState;
  const lamp = texts.lamps[state];
  // While it opens, what is known may be of the try before.
  const named = namesDevice(state) && state !== 'opening';
  const description = named && filled['description'] ? `${filled['description']}.` : '';
  return { what: tidy(`${fill(what, { label: lamp.label, description })}${seen}`), todo: lamp.todo };
}

/** Where there was nothing to say in between. */
const tidy = (text: string): string => text.replace(/, \./g, '.').replace(/ {2,}/g, ' ').trim();
