import '../terminal/ecr-terminal-card.ts';
import './ecr-shop-account.ts';
import './ecr-shop-terminal.ts';
import './ecr-shop-way.ts';
import './ecr-test-step.ts';
import './ecr-till-access.ts';
import { css, html, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { FirstSetup, SetupLook, SetupReply } from '../../core/connector-api/first-setup.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import { fill } from '../format.ts';
import type { HostApi } from '../host-api.ts';
import { lazyTexts } from '../language.ts';
import { mustBeMended } from '../model/terminal-status.ts';
import { hashOfArea } from '../page-address.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { withSettingsTexts } from '../settings/form-texts.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';
import { fields } from '../theme/fields.ts';
import type { SetupAccount } from './ecr-shop-account.ts';
import type { SetupTerminal } from './ecr-shop-terminal.ts';
import { firstRunStyles, guideEnd } from './first-run-styles.ts';
import { focusFirstHeading, focusHeading } from './guide-focus.ts';
import { guidePicture, plugSteps } from './guide-picture.ts';

const steps = ['shop', 'terminal', 'test'] as const;
type Step = (typeof steps)[number];

type Written = Extract<SetupReply, { written: true }>;

/**
 * Guides a person from a sidecar without a configuration, or with that of the trial, to the first payment. The sidecar writes
 * its configuration, starts again with it, and the page connects again by itself. Fires `starting-again` when that begins and
 * ends.
 */
@customElement('ecr-shop-guide')
export class EcrShopGuide extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;
  @property({ attribute: false }) hostApi!: HostApi;
  @property({ attribute: false }) snapshot!: Snapshot;
  @property({ attribute: false }) settings!: VisibleSettings;
  @property({ attribute: false }) scripts: readonly string[] = [];

  @state() private step: Step = 'shop';
  @state() private look: SetupLook | undefined;
  @state() private isLooking = true;
  @state() private isAccountOpen = false;
  @state() private account: SetupAccount | undefined;
  @state() private written: Written | undefined;
  @state() private saving = false;
  @state() private refusal = '';
  /** Another tab or person has set the shop up while this guide was open. */
  @state() private isSetUpElsewhere = false;

  /** What the sidecar offered when the guide opened. */
  #offer: Snapshot['firstSetup'];
  /** True once the sidecar has started again with what this guide has sent. It may be away later. */
  #hasComeBack = false;
  #isStartingAgain = false;

  static override styles = [
    controls,
    cards,
    fields,
    firstRunStyles,
    guideEnd,
    css`
      .path {
        grid-template-columns: repeat(3, minmax(0, 1fr));
      }
      .path li {
        display: grid;
        gap: var(--space-1);
        align-content: start;
        padding-block: var(--space-2);
        color: var(--text-muted);
      }
      .path-text {
        overflow-wrap: anywhere;
      }
    `,
  ];

  protected override willUpdate(): void {
    const { sidecar, firstSetup } = this.snapshot;
    if (!this.hasUpdated) this.#offer = firstSetup;
    if (this.written && this.#isConnectedAgain()) this.#hasComeBack = true;
    if (this.written || this.saving || sidecar !== 'connected' || firstSetup === this.#offer) return;
    this.isSetUpElsewhere = true;
    this.account = undefined;
    this.step = 'test';
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const isStartingAgain = this.written !== undefined && !this.#hasComeBack;
    if (isStartingAgain === this.#isStartingAgain) return;
    this.#isStartingAgain = isStartingAgain;
    const told = { detail: isStartingAgain, bubbles: true, composed: true };
    this.dispatchEvent(new CustomEvent('starting-again', told));
  }

  protected override firstUpdated(): void {
    focusFirstHeading(this);
    void this.#lookAround();
  }

  async #lookAround(): Promise<void> {
    this.look = await this.hostApi.shopSetup.look().catch(() => undefined);
    this.isLooking = false;
  }

  protected override render() {
    const texts = lazyTexts('shop-guide');
    const at = steps.indexOf(this.step);
    return html`<section class="guide" aria-labelledby="title">
      ${guidePicture(this.snapshot.terminal.state === 'ready')}
      <div class="step">
      <p class="muted title">${texts.title}</p>
      ${this.#renderSteps(at)}
      <h1 id="title" tabindex="-1">
        <span class="place">${fill(texts.place, { step: at + 1, steps: steps.length })}</span>
        ${texts.steps[this.step]}
      </h1>
      <p class="error" role="alert" ?hidden=${!this.refusal}>${icon('warning', 18)} ${this.refusal}</p>
      ${this.#content()}
      </div>
    </section>`;
  }

  /** The ways beside the main action of a step. `more`: the button to the next step, where it is not the main action. */
  #others(more: unknown = '') {
    const texts = lazyTexts('shop-guide');
    return html`<div class="buttons others" slot="others">
      ${more} ${this.#backButton()}
      <a class="leave" id="leave" href=${hashOfArea('pay')}>${this.written || this.isSetUpElsewhere ? texts.finish : texts.leave}</a>
    </div>`;
  }

  #renderSteps(at: number) {
    const { words } = this.t;
    const texts = lazyTexts('shop-guide');
    return html`<ol class="path">
      ${steps.map(
        (each, index) => html`<li
          class=${index < at ? 'done' : ''}
          aria-current=${index === at ? 'step' : 'false'}
        >
          <span class="mark" aria-hidden="true"></span>
          <span class="name">${texts.steps[each]}</span>
          <span class="visually-hidden">: ${index < at ? words.done : words.toDo}</span>
        </li>`,
      )}
    </ol>`;
  }

  #content() {
    const { written } = this;
    if (written && !this.#hasComeBack)
      return html`${this.#startingAgain(written)}<div class="buttons end">${this.#others()}</div>`;
    if (this.isSetUpElsewhere && this.step === 'test') return this.#test(undefined);
    if (!written && !this.isSetUpElsewhere) return this.isAccountOpen ? this.#shopForms() : this.#ways();
    return this.step === 'test' ? this.#test(written) : this.#terminalCard();
  }

  #ways() {
    return html`<ecr-shop-way
      .look=${this.look}
      .isLooking=${this.isLooking}
      .isTried=${this.#offer === 'trial'}
      .saving=${this.saving}
      @trial=${() => this.#write({ from: 'trial' }, 'test')}
      @take-over=${() => this.#write({ from: 'hipay-program' }, 'terminal')}
      @account=${() => {
        this.isAccountOpen = true;
        this.refusal = '';
      }}
    ></ecr-shop-way>
    <div class="buttons end">${this.#others()}</div>`;
  }

  /** Both forms stay in the page, so that a person who goes back finds the typed values. */
  #shopForms() {
    return html`<ecr-shop-account
        ?hidden=${this.step !== 'shop'}
        @account-given=${this.#onAccount}
      >${this.step === 'shop' ? this.#others() : ''}</ecr-shop-account>
      ${
        this.account
          ? html`<ecr-shop-terminal
              ?hidden=${this.step !== 'terminal'}
              .hostApi=${this.hostApi}
              .serialPorts=${this.look?.serialPorts ?? []}
              .maySimulate=${this.account.environment !== 'prod'}
              .saving=${this.saving}
              @terminal-given=${this.#onTerminal}
            >${this.step === 'terminal' ? this.#others() : ''}</ecr-shop-terminal>`
          : ''
      }`;
  }

  #terminalCard() {
    const { connector, hostApi, snapshot, settings, scripts } = this;
    const { plug } = lazyTexts('first-run').guide;
    const isChosen = snapshot.terminal.state !== 'not-chosen';
    const next = this.#nextButton();
    return html`${snapshot.terminal.state === 'not-chosen' ? plugSteps(plug) : ''}
      <ecr-terminal-card
        plain=${snapshot.terminal.state === 'not-chosen' ? 'steps' : ''}
        .connector=${connector}
        .hostApi=${hostApi}
        .snapshot=${snapshot}
        .settings=${settings}
        .scripts=${scripts}
      >${isChosen ? '' : this.#others(next)}</ecr-terminal-card>
      ${isChosen ? html`<div class="buttons end">${next} ${this.#others()}</div>` : ''}`;
  }

  #test(written: Written | undefined) {
    const { connector, snapshot, settings } = this;
    const texts = lazyTexts('shop-guide');
    return html`${written ? '' : html`<p role="status">${texts.setUpElsewhere}</p>`}
      <ecr-test-step
        .connector=${connector}
        .snapshot=${snapshot}
        .settings=${settings}
        .withFile=${false}
        @to-terminal=${() => this.#go('terminal')}
        @to-account=${this.#leaveTrial}
      >
      ${
        written
          ? html`<ecr-till-access
                .address=${`http://localhost:${written.port}/order`}
                .user=${written.till.user}
                .password=${written.till.password}
              ></ecr-till-access>
              <p class="muted path-text">${fill(texts.written, { path: written.path })}</p>`
          : ''
      }
      ${
        snapshot.firstSetup === 'trial'
          ? html`<div class="buttons">
              <button type="button" id="real-account" @click=${this.#leaveTrial}>
                ${withSettingsTexts(this.t).words.realAccount}
              </button>
            </div>`
          : ''
      }
      ${this.#others()}
      </ecr-test-step>`;
  }

  #leaveTrial = (): void => {
    this.#offer = 'trial';
    this.written = undefined;
    this.#hasComeBack = false;
    this.isSetUpElsewhere = false;
    this.isAccountOpen = true;
    void this.#go('shop');
  };

  #startingAgain({ port, path }: Written) {
    const texts = lazyTexts('shop-guide');
    if (String(port) === location.port) return html`<p role="status">${texts.startingAgain}</p>`;
    const address = `http://localhost:${port}/`;
    return html`<p role="status">${texts.moved}</p>
      <p><a id="new-address" href=${address}>${address}</a></p>
      <p class="muted path-text">${fill(texts.written, { path })}</p>`;
  }

  /** True if the sidecar has started again with its configuration, and has sent it to this page. */
  #isConnectedAgain(): boolean {
    const { sidecar, firstSetup } = this.snapshot;
    // After the trial, the sidecar still takes the configuration of the shop.
    const isTrial = firstSetup === 'trial' && this.#offer === true;
    return sidecar === 'connected' && (firstSetup === undefined || isTrial);
  }

  #backButton() {
    const texts = lazyTexts('shop-guide');
    if (this.written || this.isSetUpElsewhere || (this.step === 'shop' && !this.isAccountOpen)) return '';
    return html`<button type="button" id="back" ?disabled=${this.saving} @click=${this.#back}>${texts.back}</button>`;
  }

  #nextButton() {
    const texts = lazyTexts('shop-guide');
    const isSetUp = this.isSetUpElsewhere || (this.written && this.#hasComeBack);
    if (this.step !== 'terminal' || !isSetUp) return '';
    const { terminal } = this.snapshot;
    const isDone = terminal.state !== 'not-chosen' && !mustBeMended(terminal);
    return html`<button type="button" id="next" class=${isDone ? 'primary' : ''} @click=${() => this.#go('test')}>
      ${isDone ? texts.next : texts.later}
    </button>`;
  }

  #back = (): void => {
    this.refusal = '';
    if (this.step === 'terminal') void this.#go('shop');
    else this.isAccountOpen = false;
  };

  #onAccount = ({ detail }: CustomEvent<SetupAccount>): void => {
    this.account = detail;
    void this.#go('terminal');
  };

  #onTerminal = ({ detail }: CustomEvent<SetupTerminal>): void => {
    const { account } = this;
    if (!account) return;
    const isOnCable = detail.link === 'web-serial' || detail.link === 'web-usb';
    void this.#write({ from: 'guide', account, terminal: detail }, isOnCable ? 'terminal' : 'test');
  };

  async #write(setup: FirstSetup, next: Step): Promise<void> {
    if (this.saving) return;
    const texts = lazyTexts('shop-guide');
    this.saving = true;
    this.refusal = '';
    const reply = await this.hostApi.shopSetup.write(setup).catch(() => undefined);
    this.saving = false;
    if (!reply?.written) {
      this.refusal = reply ? `${texts.refusals[reply.why]} (${reply.detail})` : texts.noAnswer;
      return;
    }
    this.written = reply;
    this.account = undefined;
    await this.#go(next);
  }

  async #go(step: Step): Promise<void> {
    this.step = step;
    await focusHeading(this);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ecr-shop-guide': EcrShopGuide;
  }
  interface HTMLElementEventMap {
    'starting-again': CustomEvent<boolean>;
  }
}
