import { html } from 'lit';
import type { ImportReading } from '../../core/settings/imported-settings.ts';
import type { Remark } from '../../core/settings/remark.ts';
import { icon } from '../parts/icon.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { firstRunTexts } from './first-run-texts.ts';
import { remarkTexts } from './remarks/remark-texts.ts';

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
