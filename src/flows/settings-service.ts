import type { CallResult } from '../core/connector-api/connector-api.ts';
import type { SettingsStore } from '../core/ports/storage.ts';
import type { Settings } from '../core/settings/settings.ts';
import { keepChosenScript, onlyScriptDiffers, settingsFault } from '../core/settings/settings-checks.ts';
import { hideSecrets, keepSecrets, type VisibleSettings } from '../core/settings/visible-settings.ts';

interface SettingsServiceDeps {
  readonly store: SettingsStore;
  isBusy(): boolean;
  /** Called after a change. Resolves when the terminal uses the new settings. */
  onChanged(): Promise<void>;
}

/**
 * Holds the settings in use and decides who may change them: a person, or only the sidecar's file if it provides them.
 */
export class SettingsService {
  #now: Settings;
  #provisioned = false;
  #changes = 0;
  #chosenScript: string | undefined;

  constructor(
    first: Settings,
    private readonly deps: SettingsServiceDeps,
  ) {
    this.#now = first;
  }

  get now(): Settings {
    return this.#now;
  }

  /** True if the settings come from the sidecar's file. */
  get provisioned(): boolean {
    return this.#provisioned;
  }

  /** How often the settings have changed, or who may change them. */
  get changes(): number {
    return this.#changes;
  }

  get visible(): VisibleSettings {
    return hideSecrets(this.#now, this.#provisioned);
  }

  /** Saves a person's settings. They are written first: settings that cannot be written are not used. */
  async save(settings: Settings): Promise<CallResult<'saveSettings'>> {
    const next = keepSecrets(settings, this.#now);
    const fault = this.#refusal(next);
    if (fault) return { saved: false, ...fault };
    this.#chosenScript = next.terminal.script;
    try {
      await this.deps.store.write(next);
    } catch (error) {
      return { saved: false, failure: 'cannot-record', detail: (error as Error).message };
    }
    await this.#use(next);
    return { saved: true };
  }

  /** Uses the settings of the sidecar's file, even if they cannot be written: the sidecar sends them at each start. */
  async provision(settings: Settings): Promise<CallResult<'provision'>> {
    if (settingsFault(settings)) return { accepted: false };
    this.#provisioned = true;
    // A running payment keeps its settings; the next one uses these.
    await this.#use(keepChosenScript(settings, this.#chosenScript));
    await this.deps.store.write(settings).catch(() => {});
    return { accepted: true };
  }

  #refusal(next: Settings) {
    const fault = settingsFault(next);
    if (fault) return { failure: 'request-invalid', detail: fault } as const;
    if (this.deps.isBusy()) return { failure: 'payment-running', detail: 'a payment is running' } as const;
    if (this.#provisioned && !onlyScriptDiffers(next, this.#now))
      return { failure: 'request-invalid', detail: 'the sidecar’s file rules' } as const;
    return undefined;
  }

  #use(settings: Settings): Promise<void> {
    this.#now = settings;
    this.#changes++;
    return this.deps.onChanged();
  }
}
