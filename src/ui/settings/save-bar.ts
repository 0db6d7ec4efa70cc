import { html } from 'lit';
import { icon } from '../parts/icon.ts';
import { inLanguage } from '../texts/in-language.ts';
import { changesBetween, hasNewSecret } from './draft-changes.ts';
import type { FormContext } from './form-context.ts';
import type { FormInWork } from './form-in-work.ts';
import { draftOfSettings } from './settings-draft.ts';
import { toolsTexts } from './texts/tools-texts.ts';

const isChanged = ({ draft, visible }: FormContext): boolean =>
  Object.keys(changesBetween(draftOfSettings(visible), draft)).length > 0 || hasNewSecret(draft);

/** Save, and what can be taken back now: what was typed, or else the last save. */
export function saveBar(context: FormContext, form: FormInWork) {
  const { words } = context.texts;
  const texts = inLanguage(toolsTexts);
  const changed = isChanged(context);
  return html`<div class="save">
      <button class="primary" ?disabled=${form.saving}>${form.saving ? words.saving : words.save}</button>
      ${
        changed && !form.saving
          ? html`<button type="button" id="discard" @click=${form.discard}>${texts.discard}</button>`
          : ''
      }
      ${
        !changed && form.canUndo && !form.saving
          ? html`<button type="button" id="undo" @click=${form.undo}>${texts.undo}</button>`
          : ''
      }
      <p role="status" class=${form.said?.bad ? 'error' : 'fine'}>
        ${
          form.said
            ? html`${icon(form.said.bad ? 'warning' : 'check')} ${form.said.text}`
            : changed
              ? html`<span class="muted unsaved">${texts.unsaved}</span>`
              : ''
        }
      </p>
    </div>`;
}
