import { html } from 'lit';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { type ImportReading, importSettings } from '../../core/settings/imported-settings.ts';
import { type Remark, remark } from '../../core/settings/remark.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill } from '../format.ts';
import { lateTexts } from '../language.ts';
import { icon } from '../parts/icon.ts';

/** Maximum size, bytes: a configuration file has a few lines. */
const maxFileBytes = 200_000;

/** The parser's error is English; the remark keeps only its line number. */
function unreadableRemark(error: unknown): Remark {
  const line = / at line (\d+)/.exec((error as Error).message)?.[1];
  return line ? remark('unreadable-at', '', { line }) : remark('unreadable');
}

/** Reads account and contracts from the chosen file, or the reasons why that failed. Never rejects. */
export async function readAccountFile(
  picked: File,
  present: Settings,
  readYaml: (text: string) => Promise<unknown>,
): Promise<ImportReading> {
  if (picked.size > maxFileBytes) return { ok: false, errors: [remark('too-long')] };
  try {
    return await importSettings(await picked.text(), present, readYaml);
  } catch (error) {
    return { ok: false, errors: [unreadableRemark(error)] };
  }
}

/** Result of the last opened file; empty before the first. */
export function accountFileMessage(file: ImportReading | undefined) {
  const texts = lateTexts('first-run').guide;
  if (!file) return '';
  if (!file.ok) {
    return html`<p class="error">${icon('warning')} ${texts.fileRefused}</p>
        ${remarkList(file.errors)}`;
  }
  return html`<p>${icon('check')} ${file.hasPassword ? texts.fileRead : texts.fileNoPassword}</p>
      ${file.notes.length > 0 ? remarkList(file.notes) : ''}`;
}

function remarkList(remarks: readonly Remark[]) {
  const texts = lateTexts('remarks');
  const remarkText = ({ key, code, values }: Remark) => `${key && `${key} – `}${fill(texts[code], values)}`;
  return html`<ul>${remarks.map((each) => html`<li>${remarkText(each)}</li>`)}</ul>`;
}

/** Fills the form with the file's settings, so that a person checks them before saving. */
export function mergeFile(settings: VisibleSettings, file: ImportReading | undefined): VisibleSettings {
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

/** Uses the file's secrets where the form's fields are empty. */
export function addFileSecrets(next: Settings, file: ImportReading | undefined): Settings {
  const fromFile = file?.ok ? file.settings.hipay : undefined;
  const { hipay } = next;
  const secrets = {
    password: hipay.password || fromFile?.password || '',
    hashKey: hipay.hashKey || fromFile?.hashKey || '',
  };
  return { ...next, hipay: { ...hipay, ...secrets } };
}

/** Keeps the line and language of a terminal that already answers, whatever the file says. */
export function keepAnsweringTerminal(
  next: Settings,
  present: VisibleSettings['terminal'],
  lamp: TerminalStatus,
): Settings {
  if (lamp.state !== 'ready') return next;
  const { serial, language } = present;
  return { ...next, terminal: { ...next.terminal, serial, language } };
}
