import { LitElement } from 'lit';
import { currentLanguage, onLanguageChange } from '../texts/language-store.ts';
import type { Texts } from '../texts/texts.ts';

/** An element that speaks the chosen language and is drawn again when that changes. */
export abstract class EcrElement extends LitElement {
  #stopListening: (() => void) | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopListening = onLanguageChange(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopListening?.();
  }

  /** The root element draws nothing before a language is there, so no element below it gets here too early. */
  protected get t(): Texts {
    const current = currentLanguage();
    if (!current) throw new Error('a screen was drawn before its language was loaded');
    return current.texts;
  }

  protected get locale(): string {
    return currentLanguage()?.locale ?? 'en';
  }
}
