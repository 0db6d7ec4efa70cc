import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import type { CallResult, ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { CableLink, HostApi, PortChoice } from '../host-api.ts';
import { LazyPart } from '../parts/lazy-part.ts';

interface SearchDeps {
  readonly connector: ConnectorApi;
  readonly settings: VisibleSettings | undefined;
}

/** Runs the terminal search and shows its result in a part that loads on demand. Never sends an amount. */
export class TerminalFinder implements ReactiveController {
  searching = false;
  readonly #part: LazyPart;
  #connector: ConnectorApi | undefined;
  #found: { result: CallResult<'findTerminal'>; settingsBefore: VisibleSettings } | undefined;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly onAgain: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, ['find'], () =>
      Promise.all([import('./ecr-find-result.ts'), import('./ecr-find-progress.ts')]),
    );
  }

  hostConnected(): void {}

  /** What the search shows: its progress, its result, or nothing. */
  get shows(): 'progress' | 'result' | undefined {
    return this.searching ? 'progress' : this.#found && 'result';
  }

  async search({ connector, settings }: SearchDeps): Promise<void> {
    if (!settings) return;
    this.#found = undefined;
    this.#connector = connector;
    this.searching = true;
    try {
      void this.#part.open();
      const result = await connector.findTerminal({});
      this.#found = { result, settingsBefore: settings };
    } finally {
      this.searching = false;
      this.host.requestUpdate();
    }
  }

  /** Shows the progress (`finding`) during the search, then its result. */
  render(finding: Snapshot['finding']) {
    if (this.searching) {
      return this.#part.render(
        () => html`<ecr-find-progress .finding=${finding} @stop=${this.#onStop}></ecr-find-progress>`,
      );
    }
    if (!this.#found) return '';
    const { result, settingsBefore } = this.#found;
    return this.#part.render(
      () => html`<ecr-find-result
      .result=${result}
      .settings=${settingsBefore}
      @again=${this.onAgain}
      @close=${this.#onClose}
    ></ecr-find-result>`,
    );
  }

  #onStop = (): void => {
    // The result of the search reports that it has ended.
    void this.#connector?.stopFinding({}).catch(() => undefined);
  };

  #onClose = async (): Promise<void> => {
    this.#found = undefined;
    this.host.requestUpdate();
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('#find')?.focus();
  };
}

interface PortDeps {
  readonly hostApi: HostApi;
  readonly link: CableLink;
}

/** Opens the browser's list of ports, and shows help if no port was chosen. The help loads on demand. */
export class PortChooser implements ReactiveController {
  #help: Exclude<PortChoice, 'chosen'> | undefined;
  readonly #part: LazyPart;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly deps: () => PortDeps,
    private readonly onChosen: () => void,
  ) {
    host.addController(this);
    this.#part = new LazyPart(host, ['port-help'], () => import('./ecr-port-help.ts'));
  }

  hostConnected(): void {}

  /** Browsers require a user gesture: call it within a click. */
  async choose(which: 'terminals' | 'all'): Promise<void> {
    const { hostApi, link } = this.deps();
    const choice = await hostApi.choosePort(link, which);
    this.#show(choice === 'chosen' ? undefined : choice);
    if (choice === 'chosen') this.onChosen();
  }

  render() {
    const help = this.#help;
    if (!help) return '';
    const { hostApi, link } = this.deps();
    return this.#part.render(
      () => html`<ecr-port-help
        .choice=${help}
        .system=${hostApi.system}
        .link=${link}
        @ask-again=${(event: CustomEvent<'terminals' | 'all'>) => this.choose(event.detail)}
        @close=${this.#onClose}
      ></ecr-port-help>`,
    );
  }

  #show(help: Exclude<PortChoice, 'chosen'> | undefined): void {
    this.#help = help;
    this.host.requestUpdate();
  }

  #onClose = async (): Promise<void> => {
    this.#show(undefined);
    await this.host.updateComplete;
    this.host.shadowRoot?.querySelector<HTMLElement>('#connect')?.focus();
  };
}

/** Runs requests about the terminal. `busy`: a request is running. `failed`: the last request was rejected. */
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
