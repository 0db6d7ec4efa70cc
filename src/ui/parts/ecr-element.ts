import { LitElement, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { Texts } from '../../texts/load-texts.ts';
import { currentLanguage, onLanguageChange } from '../language.ts';

/** An element with the texts of the chosen language; it renders again when the language changes. */
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

  /** Throws if no language is loaded. The root element renders no other element before a language is loaded. */
  protected get t(): Texts {
    const current = currentLanguage();
    if (!current) throw new Error('a screen was drawn before its language was loaded');
    return current.texts;
  }

  protected get locale(): string {
    return currentLanguage()?.locale ?? 'en';
  }
}

/** Renders its host every second, or every `everyMs`, so that the times that it shows stay right. */
export class PeriodicRender implements ReactiveController {
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly everyMs = 1000,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.#timer = setInterval(() => this.host.requestUpdate(), this.everyMs);
  }

  hostDisconnected(): void {
    clearInterval(this.#timer);
  }
}

/** The focused element, also inside nested shadow roots. */
export function deepFocus(): HTMLElement | undefined {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused instanceof HTMLElement ? focused : undefined;
}
