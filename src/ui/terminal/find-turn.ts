import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { CallResult, ConnectorApi, VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import { LatePart } from '../later/late-part.ts';

interface Looking {
  readonly connector: ConnectorApi;
  readonly settings: VisibleSettings | undefined;
}

/** Looks for the terminal, and shows what came of it by a part that is loaded then. Never sends an amount. */
export class FindTurn implements ReactiveController {
  looking = false;
  readonly #part: LatePart;
  #connector: ConnectorApi | undefined;
  #found: { result: CallResult<'findTerminal'>; before: VisibleSettings } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly again: () => void,
  ) {
    host.addController(this);
    this.#part = new LatePart(host, () =>
      Promise.all([import('../find/ecr-find-result.ts'), import('../find/ecr-find-progress.ts')]),
    );
  }

  hostConnected(): void {}

  async look({ connector, settings }: Looking): Promise<void> {
    if (!settings) return;
    this.#found = undefined;
    this.#connector = connector;
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

  /** `finding`: how far it is. */
  render(finding: Snapshot['finding']) {
    if (this.looking) {
      return this.#part.render(
        () => html`<ecr-find-progress .finding=${finding} @stop=${this.#stop}></ecr-find-progress>`,
      );
    }
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

  #stop = (): void => {
    // What comes of it is the answer to the looking itself.
    void this.#connector?.stopFinding({}).catch(() => undefined);
  };

  #close = async (): Promise<void> => {
    this.#found = undefined;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('#find')?.focus();
  };
}
