import { html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import '../parts/ecr-badge.ts';
import type { Tone } from '../parts/ecr-badge.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import type { IconName } from '../parts/icon.ts';
import { sizeText } from '../parts/size-text.ts';
import type { StorageState } from '../surroundings.ts';
import { fill } from '../texts/fill.ts';
import { inLanguage } from '../texts/in-language.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { settingsTexts } from './texts/settings-texts.ts';

const look: Record<StorageState['kept'], { tone: Tone; icon: IconName }> = {
  kept: { tone: 'good', icon: 'check' },
  'may-be-cleared': { tone: 'warn', icon: 'warning' },
  'not-known': { tone: 'calm', icon: 'question' },
};

/** Whether the browser may clear the book of payments by itself, and what a person can do about it. */
@customElement('ecr-storage-card')
export class EcrStorageCard extends EcrElement {
  @property({ attribute: false }) storage: StorageState | undefined;

  static override styles = [controls, cards];

  protected override render() {
    const { upkeep } = inLanguage(settingsTexts);
    const { kept, usedBytes, freeBytes }: StorageState = this.storage ?? { kept: 'not-known' };
    const label = { kept: upkeep.kept, 'may-be-cleared': upkeep.mayBeCleared, 'not-known': upkeep.notKnown };
    const sizes = usedBytes !== undefined &&
      freeBytes !== undefined && {
        used: sizeText(usedBytes, this.locale),
        free: sizeText(freeBytes, this.locale),
      };
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${upkeep.storageTitle}</h2>
      <p>${upkeep.storageWhat}</p>
      <p><ecr-badge tone=${look[kept].tone} icon=${look[kept].icon} text=${label[kept]}></ecr-badge></p>
      ${kept === 'kept' ? '' : html`<p>${upkeep.storageInstall}</p>`}
      <p>${upkeep.storageNever}</p>
      ${sizes ? html`<p class="muted">${fill(upkeep.storageUse, sizes)}</p>` : ''}
    </section>`;
  }
}
