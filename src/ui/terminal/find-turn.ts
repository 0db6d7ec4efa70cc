import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { CallResult, ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';

import { LatePart } from '../later/late-part.ts';

interface Looking {
  readonly connector: ConnectorApi;
  readonly settings: VisibleSettings | undefined;
}

/** Looks for the terminal, and shows what came of it by a part that is loaded then. Never sends an amount. */
export class FindTurn implements ReactiveController {
  looking = false;
  readonly #part: LatePart;
  #found: { result: CallResult<'findTerminal'>; before: VisibleSettings } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly again: () => void,
  ) {
    host.addController(this);
    this.#part = new LatePart(host, () => import('../find/ecr-find-result.ts'));
  }

  hostConnected(): void {}

  async look({ connector, settings }: Looking): Promise<void> {
    if (!settings) return;
    this.#found = undefined;
    this.looking = true;
    try {
      void this.#part.open();
      const result = await connector.findTerminal({});
      this.#found = { result, before: settings };
    } finally {
      this.looking = false;
      this.host.requestUpdate();
    }
  }

  render() {
    if (!this.#found) return '';
    const { result, before } = this.#found;
    return this.#part.render(
      () => html`<ecr-find-result
      .result=${result}
      .settings=${before}
      @again=${this.again}
      @close=${this.#close}
    ></ecr-find-result>`,
    );
  }

  #close = async (): Promise<void> => {
    this.#found = undefined;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('#find')?.focus();
  };
}
