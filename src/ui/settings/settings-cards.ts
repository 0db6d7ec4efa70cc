import './ecr-appearance-card.ts';
import './ecr-diagnostics-card.ts';
import './ecr-forget-terminal-card.ts';
import './ecr-tills-card.ts';
import './ecr-storage-card.ts';
import './ecr-records-card.ts';
import './ecr-settings-file-card.ts';
import { html } from 'lit';
import type { ConnectorApi } from '../../core/connector-api/connector-api.ts';
import type { Snapshot } from '../../core/connector-api/snapshot.ts';
import type { VisibleSettings } from '../../core/settings/visible-settings.ts';
import type { HostApi, PageState } from '../host-api.ts';
import type { SettingsDraft } from './settings-draft.ts';
import type { CardName } from './settings-search.ts';

interface CardsContext {
  readonly connector: ConnectorApi;
  readonly snapshot: Snapshot;
  readonly page: PageState;
  readonly hostApi: HostApi;
  readonly settings: VisibleSettings;
  shown(name: CardName): boolean;
  /** Fills the form with the values of a settings file. */
  fillForm(edits: Partial<SettingsDraft>): void;
}

/** The cards of a section. They do not need the form's save button. */
export function settingsCards(names: readonly CardName[], { shown, ...context }: CardsContext) {
  return names.filter(shown).map((name) => cardOf(name, context));
}

function cardOf(name: CardName, context: Omit<CardsContext, 'shown'>) {
  const { connector, settings, snapshot, page, hostApi } = context;
  switch (name) {
    case 'permission':
      return permission(context);
    case 'appearance':
      return html`<ecr-appearance-card></ecr-appearance-card>`;
    case 'storage':
      return html`<ecr-storage-card .storage=${page.storage}></ecr-storage-card>`;
    case 'file':
      return html`<ecr-settings-file-card .settings=${settings} .version=${snapshot.version}
          @settings-taken=${(event: CustomEvent<Partial<SettingsDraft>>) => context.fillForm(event.detail)}
        ></ecr-settings-file-card>`;
    case 'tills':
      return html`<ecr-tills-card .loadTills=${() => hostApi.webTills()}></ecr-tills-card>`;
    case 'records':
      return html`<ecr-records-card .connector=${connector}></ecr-records-card>`;
    case 'diagnostics':
      return html`<ecr-diagnostics-card .connector=${connector}></ecr-diagnostics-card>`;
  }
}

/** Renders the card only for a terminal on a cable: a simulated or network terminal needs no permission. */
function permission({
  connector,
  snapshot,
  settings,
}: Pick<CardsContext, 'connector' | 'snapshot' | 'settings'>) {
  if (snapshot.simulated.terminal || settings.terminal.link === 'tcp') return '';
  return html`<ecr-forget-terminal-card .connector=${connector} .snapshot=${snapshot}></ecr-forget-terminal-card>`;
}
