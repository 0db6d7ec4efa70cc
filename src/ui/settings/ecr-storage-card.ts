import '../parts/ecr-badge.ts';
import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { fill, sizeText } from '../format.ts';
import type { StorageState } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import type { IconName } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

const storageBadges: Record<StorageState['kept'], { tone: Tone; icon: IconName }> = {
  kept: { tone: 'good', icon: 'check' },
  'may-be-cleared': { tone: 'warn', icon: 'warning' },
  'not-known': { tone: 'calm', icon: 'question' },
};

/** Shows whether the browser may delete the payments, and what a person can do about it. */
@customElement('ecr-storage-card')
export class EcrStorageCard extends EcrElement {
  @property({ attribute: false }) storage: StorageState | undefined;

  static override styles = [controls, cards];

  protected override render() {
    const { maintenance } = lazyTexts('settings');
    const { kept, usedBytes, freeBytes }: StorageState = this.storage ?? { kept: 'not-known' };
    const label = {
      kept: maintenance.kept,
      'may-be-cleared': maintenance.mayBeCleared,
      'not-known': maintenance.notKnown,
    };
    const sizes = usedBytes !== undefined &&
      freeBytes !== undefined && {
        used: sizeText(usedBytes, this.locale),
        free: sizeText(freeBytes, this.locale),
      };
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${maintenance.storageTitle}</h2>
      <p>${maintenance.storageWhat}</p>
      <p><ecr-badge tone=${storageBadges[kept].tone} icon=${storageBadges[kept].icon} text=${label[kept]}></ecr-badge></p>
      ${kept === 'kept' ? '' : html`<p>${maintenance.storageInstall}</p>`}
      <p>${maintenance.storageNever}</p>
      ${sizes ? html`<p class="muted">${fill(maintenance.storageUse, sizes)}</p>` : ''}
    </section>`;
  }
}
