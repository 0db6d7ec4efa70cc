import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TerminalLamp } from '../../core/relay/snapshot.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { notes } from '../theme/notes.ts';
import { amongTexts } from './among-texts.ts';

/** Which of several devices is used as the terminal, and where that is changed. */
@customElement('ecr-among-devices')
export class EcrAmongDevices extends EcrElement {
  @property({ attribute: false }) among: NonNullable<TerminalLamp['among']> = [];

  static override styles = [
    notes,
    css`
      p {
        margin: 0;
        overflow-wrap: anywhere;
      }
      p + p {
        margin-top: var(--space-2);
      }
    `,
  ];

  protected override render() {
    const { among } = this;
    const texts = inLanguage(amongTexts);
    const answering = among.filter(({ heard }) => heard === 'answers').length;
    const port = among.find(({ taken }) => taken)?.description;
    const held = among.filter(({ heard }) => heard === 'in-use').map(({ description }) => description);
    const said = answering > 1 ? texts.severalAnswer : answering === 0 && port ? texts.noneAnswers : '';
    const count = answering > 1 ? answering : among.length;
    return html`${said ? html`<p class="said">${fill(said, { count, port: port ?? '' })}</p>` : ''}
      ${held.length > 0 ? html`<p class="held">${fill(texts.held, { ports: held.join(', ') })}</p>` : ''}`;
  }
}
