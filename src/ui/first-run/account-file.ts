import { html } from 'lit';
import type { TerminalStatus } from '../../core/connector-api/snapshot.ts';
import { type ImportReading, importSettings } from '../../core/settings/imported-settings.ts';
import { cutRemarks } from '../../core/settings/pasted-values.ts';
import { encodingRemarks, type Remark, remark } from '../../core/settings/remark.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { decodeText } from '../../core/text-encoding.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { icon } from '../parts/icon.ts';

/** Maximum size, bytes: a configuration file has a few lines. */
const maxFileBytes = 200_000;

/** Makes a remark from the parser's error. Keeps only the line number, because the error's text is English. */
function unreadableRemark(error: unknown): Remark {
  const line = / at line (\d+)/.exec((error as Error).message)?.[1];
  return line ? remark('unreadable-at', '', { line }) : remark('unreadable');
}

/** Reads account and contracts from the chosen file. Returns the reasons if that fails, and never rejects. */
export async function readAccountFile(
  picked: File,
  present: Settings,
  readYaml: (text: string) => Promise<unknown>,
): Promise<ImportReading> {
  if (picked.size > maxFileBytes) return { ok: false, errors: [remark('too-long')] };
  try {
    const { text, encoding } = decodeText(new Uint8Array(await picked.arrayBuffer()));
    // UTF-16 without its mark: every second byte is zero.
    if (text.includes('\0')) return { ok: false, errors: [remark('zero-bytes')] };
    const reading = await importSettings(text, present, readYaml);
    const remarks = [...encodingRemarks(encoding), ...cutRemarks(text)];
    return reading.ok
      ? { ...reading, notes: [...remarks, ...reading.notes] }
      : { ok: false, errors: [...reading.errors, ...remarks] };
  } catch (error) {
    return { ok: false, errors: [unreadableRemark(error)] };
  }
}

/** The result of the last file that a person opened. Empty before a person opens a file. */
export function accountFileMessage(file: ImportReading | undefined) {
  const texts = lazyTexts('first-run').guide;
  if (!file) return '';
  if (!file.ok) {
    return html`<p class="error">${icon('warning')} ${texts.fileRefused}</p>
        ${remarkList(file.errors)}`;
  }
  return html`<p>${icon('check')} ${file.hasPassword ? texts.fileRead : texts.fileNoPassword}</p>
      ${file.notes.length > 0 ? remarkList(file.notes) : ''}`;
}

function remarkList(remarks: readonly Remark[]) {
  const texts = lazyTexts('remarks');
  const remarkText = ({ key, code, values }: Remark) => `${key && `${key} – `}${fill(texts[code], values)}`;
  return html`<ul>${remarks.map((each) => html`<li>${remarkText(each)}</li>`)}</ul>`;
}

/** The settings that the form shows: those of the file, so that a person checks them before saving. */
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

/** Keeps the serial line and the protocol language of a terminal that already answers, even if the file has others. */
export function keepAnsweringTerminal(
  next: Settings,
  present: VisibleSettings['terminal'],
  status: TerminalStatus,
): Settings {
  if (status.state !== 'ready') return next;
  const { serial, language } = present;
  return { ...next, terminal: { ...next.terminal, serial, language } };
}
