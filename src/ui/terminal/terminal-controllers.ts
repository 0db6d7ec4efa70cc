import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { CallResult, ConnectorApi, VisibleSettings } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { CableLink, HostApi, PortChoice } from '../host-api.ts';
import { LazyPart } from '../parts/lazy-part.ts';

interface Looking {
  readonly connector: ConnectorApi;
  readonly settings: VisibleSettings | undefined;
}

/** Looks for the terminal, and shows what came of it by a part that is loaded then. Never sends an amount. */
export class FindTurn implements ReactiveController {
  looking = false;
  readonly #part: LazyPart;
  #connector: ConnectorApi | undefined;
  #found: { result: CallResult<'findTerminal'>; before: VisibleSettings } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly again: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, () =>
      Promise.all([import('./ecr-find-result.ts'), import('./ecr-find-progress.ts')]),
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

interface Around {
  readonly hostApi: HostApi;
  readonly link: CableLink;
}

/** Opens the browser's list of ports, and helps where nothing came of it. The help is loaded then. */
export class PortTurn implements ReactiveController {
  #help: Exclude<PortChoice, 'chosen'> | undefined;
  readonly #part: LazyPart;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly around: () => Around,
    private readonly chosen: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, () => import('./ecr-port-help.ts'));
  }

  hostConnected(): void {}

  /** Within a click: browsers ask for a gesture. */
  async choose(which: 'terminals' | 'all'): Promise<void> {
    const { hostApi, link } = this.around();
    const choice = await hostApi.choosePort(link, which);
    this.#show(choice === 'chosen' ? undefined : choice);
    if (choice === 'chosen') this.chosen();
  }

  render() {
    const help = this.#help;
    if (!help) return '';
    const { hostApi, link } = this.around();
    return this.#part.render(
      () => html`<ecr-port-help
        .choice=${help}
        .system=${hostApi.system}
        .link=${link}
        @ask-again=${(event: CustomEvent<'terminals' | 'all'>) => this.choose(event.detail)}
        @close=${this.#close}
      ></ecr-port-help>`,
    );
  }

  #show(help: Exclude<PortChoice, 'chosen'> | undefined): void {
    this.#help = help;
    this.host.requestUpdate();
  }

  #close = async (): Promise<void> => {
    this.#show(undefined);
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('#connect')?.focus();
  };
}

/** One thing at a time is asked of the connector about the terminal. `failed`: the last time, the connector did not answer. */
export class TerminalCall implements ReactiveController {
  busy = false;
  failed = false;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {}

  async run(call: () => Promise<unknown>): Promise<void> {
    this.busy = true;
    this.failed = false;
    this.host.requestUpdate();
    try {
      await call();
    } catch {
      this.failed = true;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }
}
