import { css, html, LitElement, type TemplateResult } from 'lit';
import '../../../src/ui/parts/ecr-load-failed.ts';
import '../../../src/ui/parts/ecr-badge.ts';
import '../../../src/ui/parts/ecr-banner.ts';
import { formField } from '../../../src/ui/parts/form-field.ts';
import { icon, iconNames } from '../../../src/ui/parts/icon.ts';
import '../../../src/ui/tills/ecr-till-allowed.ts';
import '../../../src/ui/tills/ecr-till-question.ts';
import { cards, notes, tones } from '../../../src/ui/theme/cards.ts';
import { controls } from '../../../src/ui/theme/controls.ts';
import { fields } from '../../../src/ui/theme/fields.ts';

const toneNames = ['good', 'bad', 'warn', 'calm'] as const;

/** A shadow root with the shared styles, for parts that are no elements. */
class GalleryPart extends LitElement {
  static override properties = { content: { attribute: false } };
  declare content: () => TemplateResult;
  static override styles = [
    controls,
    cards,
    fields,
    notes,
    tones,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 1rem;
        align-items: center;
      }
      .tone {
        padding: 1rem;
      }
    `,
  ];
  protected override render() {
    return html`<div class="card stack">${this.content()}</div>`;
  }
}
customElements.define('gallery-part', GalleryPart);

const styled = (content: () => TemplateResult) => () =>
  html`<gallery-part .content=${content}></gallery-part>`;

const field = (id: string, error?: string, disabled = false) =>
  formField(
    { id, label: `Label of ${id}`, hint: 'A hint below.', error },
    html`<input id=${id} aria-invalid=${error ? 'true' : 'false'} ?disabled=${disabled} .value=${id} />`,
  );

const mayPay = (origin: string) => html`<h1>Question</h1>
  <ecr-till-question .question=${{
    kind: 'allow',
    origin,
    payment: { amountMinor: 425, currency: 'EUR' },
  }}></ecr-till-question>`;

/** The parts of the screens, each in all its states. */
export const parts: Readonly<Record<string, () => TemplateResult>> = {
  buttons: styled(
    () => html`<h1>Buttons</h1>
      <div class="buttons">
        <button type="button" class="primary">Primary</button>
        <button type="button">Usual</button>
        <button type="button" disabled>Disabled</button>
        <button type="button" class="primary" disabled>Primary, disabled</button>
      </div>
      <p>A text with <a href="#link">a link</a></p>`,
  ),
  fields: styled(
    () => html`<h1>Fields</h1>
      ${field('usual')} ${field('wrong', 'What is wrong, and what is right.')} ${field('disabled', undefined, true)}
      ${formField({ id: 'choice', label: 'One of a few' }, html`<select id="choice"><option>First</option></select>`)}
      <label class="choice"><input type="checkbox" checked /><span>A tick</span><span class="hint">Its hint.</span></label>`,
  ),
  tones: styled(
    () => html`<h1>Tones</h1>
      ${toneNames.map((tone) => html`<p class="tone ${tone}">What is ${tone} in words</p>`)}
      <section><h2>Note</h2><p class="muted">On a sunken ground.</p></section>`,
  ),
  icons: styled(
    () => html`<h1>Icons</h1>
      ${iconNames.map((name) => html`<p class="row">${icon(name, 24)} ${name}</p>`)}`,
  ),
  badges: () => html`<h1>Badges</h1>
    ${toneNames.map((tone) => html`<p><ecr-badge tone=${tone} icon="check" text=${tone}></ecr-badge></p>`)}`,
  banners: () => html`<h1>Banners</h1>
    ${(['bad', 'warn', 'calm', 'simulated'] as const).map(
      (tone) =>
        html`<ecr-banner tone=${tone} icon="warning" heading=${tone} text="What it is, and what to do."></ecr-banner>`,
    )}`,
  loading: () => html`<h1>Loading</h1><ecr-load-failed loading></ecr-load-failed>`,
  'not loaded': () => html`<h1>Not loaded</h1><ecr-load-failed></ecr-load-failed>`,
  'not loaded again': () => html`<h1>Not loaded again</h1><ecr-load-failed again></ecr-load-failed>`,
  'dialogue not loaded': () => html`<h1>Dialogue</h1><ecr-load-failed over></ecr-load-failed>`,
  'may a page pay': () => mayPay('https://till.example'),
  'may an unprotected page pay': () => mayPay('http://till.example'),
  'a page may pay': () => html`<h1>Pay</h1>
    <ecr-till-allowed origin="https://till.example"></ecr-till-allowed>`,
  'a page asks for the terminal': () => html`<h1>Question</h1>
    <ecr-till-question .question=${{ kind: 'terminal', origin: 'https://till.example' }}></ecr-till-question>`,
};
