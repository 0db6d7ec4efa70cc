import { html } from 'lit';
import type { VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { type ImportReading, importSettings } from '../../core/settings/imported-settings.ts';
import { type Remark, remark } from '../../core/settings/remark.ts';
import type { Settings } from '../../core/settings/settings.ts';
import { fill } from '../format.ts';
import { inLanguage } from '../language.ts';
import { icon } from '../parts/icon.ts';
import { firstRunTexts } from './first-run-texts.ts';
import { remarkTexts } from './remarks/remark-texts.ts';

/** A configuration file is a few lines; anything longer is something else. */
const longestFile = 200_000;

/** The reader's own words are English; the line that it names is worth keeping. */
function unread(error: unknown): Remark {
  const line = / at line (\d+)/.exec((error as Error).message)?.[1];
  return line ? remark('unreadable-at', '', { line }) : remark('unreadable');
}

/** What a file that was picked says of account and contracts, or why it says nothing. Never rejects. */
export async function readAccountFile(
  picked: File,
  present: Settings,
  readYaml: (text: string) => Promise<unknown>,
): Promise<ImportReading> {
  if (picked.size > longestFile) return { ok: false, errors: [remark('too-long')] };
  try {
    return await importSettings(await picked.text(), present, readYaml);
  } catch (error) {
    return { ok: false, errors: [unread(error)] };
  }
}

/** What is said of the file that was opened last; nothing before the first. */
export function accountFileSaid(file: ImportReading | undefined) {
  const texts = inLanguage(firstRunTexts);
  if (!file) return '';
  if (!file.ok) {
    return html`<p class="error">${icon('warning')} ${texts.fileRefused}</p>
        ${remarkList(file.errors)}`;
  }
  return html`<p>${icon('check')} ${file.hasPassword ? texts.fileRead : texts.fileNoPassword}</p>
      ${file.notes.length > 0 ? remarkList(file.notes) : ''}`;
}

function remarkList(remarks: readonly Remark[]) {
  const texts = inLanguage(remarkTexts);
  const said = ({ key, code, values }: Remark) => `${key && `${key} – `}${fill(texts[code], values)}`;
  return html`<ul>${remarks.map((each) => html`<li>${said(each)}</li>`)}</ul>`;
}

/** What was read of a file stands in the form, to be looked at before it is saved. */
export function visibleWithFile(settings: VisibleSettings, file: ImportReading | undefined): VisibleSettings {
  if (!file?.ok) return settings;
  const { password: _p, hashKey: _h, ...hipay } = file.settings.hipay;
  const { passwordSet, hashKeySet } = settings.hipay;
  return {
    ...settings,
    ...file.settings,
    hipay: {
      ...hipay,
      passwordSet: passwordSet || file.hasPassword,
      hashKeySet: hashKeySet || file.settings.hipay.hashKey !== '',
    },
  };
}

/** The secrets that the form leaves empty are those of the file. */
export function withSecretsOfFile(next: Settings, file: ImportReading | undefined): Settings {
  const fromFile = file?.ok ? file.settings.hipay : undefined;
  const { hipay } = next;
  const secrets = {
    password: hipay.password || fromFile?.password || '',
    hashKey: hipay.hashKey || fromFile?.hashKey || '',
  };
  return { ...next, hipay: { ...hipay, ...secrets } };
}

/** A terminal that answers has its line found already: a file knows it no better. */
export function withPresentTerminal(
  next: Settings,
  present: VisibleSettings['terminal'],
  lamp: TerminalStatus,
): Settings {
  if (lamp.state !== 'ready') return next;
  const { serial, language } = present;
  return { ...next, terminal: { ...next.terminal, serial, language } };
}
