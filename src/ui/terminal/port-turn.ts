import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { LatePart } from '../later/late-part.ts';
import type { CableLink, PortChoice, Surroundings } from '../surroundings.ts';

interface Around {
  readonly surroundings: Surroundings;
  readonly link: CableLink;
}

/** Opens the browser's list of ports, and helps where nothing came of it. The help is loaded then. */
export class PortTurn implements ReactiveController {
  #help: Exclude<PortChoice, 'chosen'> | undefined;
  readonly #part: LatePart;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly around: () => Around,
    private readonly chosen: () => void,
  ) {
    host.addController(this);
    this.#part = new LatePart(host, () => import('../port-help/ecr-port-help.ts'));
  }

  hostConnected(): void {}

  /** Within a click: browsers ask for a gesture. */
  async choose(which: 'terminals' | 'all'): Promise<void> {
    const { surroundings, link } = this.around();
    const choice = await surroundings.choosePort(link, which);
    this.#show(choice === 'chosen' ? undefined : choice);
    if (choice === 'chosen') this.chosen();
  }

  render() {
    const help = this.#help;
    if (!help) return '';
    const { surroundings, link } = this.around();
    return this.#part.render(
      () => html`<ecr-port-help
        .choice=${help}
        .system=${surroundings.system}
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
