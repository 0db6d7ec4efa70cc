import '../parts/ecr-banner.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { DiskFailure } from '../../core/connector-api/snapshot.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { EcrElement } from '../parts/ecr-element.ts';

/** Says that the sidecar cannot write its files of payments, and what to do before this browser is closed. */
@customElement('ecr-disk-failures')
export class EcrDiskFailures extends EcrElement {
  @property({ attribute: false }) failures: readonly DiskFailure[] = [];

  protected override render() {
    const { title, what, money, todo } = lazyTexts('payments').history.diskFailures;
    const files = this.failures.map(({ file }) => file).join(', ');
    const errors = [...new Set(this.failures.map(({ error }) => error))].join('; ');
    return html`<ecr-banner tone="bad" icon="warning" heading=${title}
      text=${`${what} ${money} ${fill(todo, { files })} (${errors})`}><slot></slot></ecr-banner>`;
  }
}
