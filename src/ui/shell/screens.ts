import '../pay/ecr-pay-screen.ts';
import { html, nothing, type ReactiveControllerHost } from 'lit';
import { cache } from 'lit/directives/cache.js';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { Language } from '../../core/language.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { HostApi, PageState } from '../host-api.ts';
import type { PageAddress } from '../page-address.ts';
import { LazyPart } from '../parts/lazy-part.ts';
import type { ResolverHost } from '../resolve/resolver-host.ts';

interface ScreenContext {
  readonly connector: ConnectorApi;
  readonly hostApi: HostApi;
  readonly snapshot: Snapshot;
  /** Undefined while loading. */
  readonly settings: VisibleSettings | undefined;
  readonly page: PageState;
  /** Scripts of the simulated terminal. */
  readonly scripts: readonly string[];
  readonly chooseLanguage: (event: CustomEvent<Language>) => void;
  readonly resolver: ResolverHost;
}

/** One screen for each address. All screens except the pay screen load on demand. */
export class AreaScreens {
  readonly #payments: LazyPart;
  readonly #check: LazyPart;
  readonly #diagnostics: LazyPart;
  readonly #settings: LazyPart;
  readonly #guide: LazyPart;
  readonly #shopGuide: LazyPart;
  /** Stays true after the sidecar is set up, until the person leaves the guide. */
  #isShopGuideOpen = false;

  constructor(host: ReactiveControllerHost) {
    this.#payments = new LazyPart(host, ['payments'], () => import('../payments/ecr-payments-screen.ts'));
    this.#check = new LazyPart(host, ['resolve'], () => import('../resolve/ecr-check-screen.ts'));
    this.#diagnostics = new LazyPart(
      host,
      ['diagnostics'],
      () => import('../diagnostics/ecr-diagnostics-screen.ts'),
    );
    this.#settings = new LazyPart(
      host,
      ['settings', 'setting-fields', 'tills'],
      () => import('../settings/ecr-settings-screen.ts'),
    );
    this.#guide = new LazyPart(
      host,
      ['first-run', 'remarks', 'settings', 'setting-fields', 'tills'],
      () => import('../first-run/ecr-first-run.ts'),
    );
    this.#shopGuide = new LazyPart(
      host,
      ['shop-guide', 'first-run', 'settings', 'setting-fields', 'tills'],
      () => import('../first-run/ecr-shop-guide.ts'),
    );
  }

  /** Loads the check while a payment runs, so that it is ready if the outcome is unknown. */
  prepareCheck(): void {
    void this.#check.open();
  }

  /** The pay screen is kept while another screen is shown, so that a typed amount is still there afterwards. */
  render(address: PageAddress, context: ScreenContext) {
    const { guide } = address;
    this.#isShopGuideOpen = guide && (this.#isShopGuideOpen || context.snapshot.firstSetup !== undefined);
    const isPay = address.area === 'pay' && !(guide && context.settings);
    return html`${cache(isPay ? renderPayScreen(context) : nothing)}${isPay ? '' : this.#otherScreen(address, context)}`;
  }

  #otherScreen({ area, diagnosing, checking, checkedPayment }: PageAddress, context: ScreenContext) {
    if (checking) return this.#checkScreen(checkedPayment, context);
    switch (area) {
      case 'pay':
        return this.#firstRun(context);
      case 'payments':
        return this.#payments.render(
          () =>
            html`<ecr-payments-screen .connector=${context.connector} .snapshot=${context.snapshot}></ecr-payments-screen>`,
        );
      case 'settings':
        return diagnosing ? this.#diagnosticsScreen(context) : this.#settingsScreen(context);
    }
  }

  #checkScreen(paymentId: string | undefined, { connector, snapshot, settings, resolver }: ScreenContext) {
    return this.#check.render(
      () => html`<ecr-check-screen
        .connector=${connector}
        .snapshot=${snapshot}
        .settings=${settings}
        .payment=${resolver.paymentOf(paymentId, snapshot)}
        .backHash=${resolver.backHash}
      ></ecr-check-screen>`,
    );
  }

  #firstRun({ connector, hostApi, snapshot, settings, scripts, chooseLanguage }: ScreenContext) {
    if (this.#isShopGuideOpen)
      return this.#shopGuide.render(
        () => html`<ecr-shop-guide
          .connector=${connector}
          .hostApi=${hostApi}
          .snapshot=${snapshot}
          .settings=${settings}
          .scripts=${scripts}
        ></ecr-shop-guide>`,
      );
    return this.#guide.render(
      () => html`<ecr-first-run
        .connector=${connector}
        .hostApi=${hostApi}
        .snapshot=${snapshot}
        .settings=${settings}
        .scripts=${scripts}
        @language=${chooseLanguage}
      ></ecr-first-run>`,
    );
  }

  #diagnosticsScreen({ page, hostApi, connector, snapshot, settings }: ScreenContext) {
    return this.#diagnostics.render(
      () => html`<ecr-diagnostics-screen
        .page=${page}
        .hostApi=${hostApi}
        .connector=${connector}
        .snapshot=${snapshot}
        .settings=${settings}
      ></ecr-diagnostics-screen>`,
    );
  }

  #settingsScreen({ page, hostApi, connector, snapshot, settings, scripts }: ScreenContext) {
    return this.#settings.render(
      () => html`<ecr-settings-screen
          .page=${page}
          .hostApi=${hostApi}
          .connector=${connector}
          .snapshot=${snapshot}
          .settings=${settings}
          .scripts=${scripts}
        ></ecr-settings-screen>`,
    );
  }
}

const renderPayScreen = ({ connector, hostApi, snapshot, settings, scripts }: ScreenContext) =>
  html`<ecr-pay-screen
          .connector=${connector}
          .hostApi=${hostApi}
          .snapshot=${snapshot}
          .settings=${settings}
          .scripts=${scripts}
        ></ecr-pay-screen>`;
