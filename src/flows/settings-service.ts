import type { CallResult, VisibleSettings } from '../core/connector-api/connector-api.ts';
import type { SettingsStore } from '../core/ports/storage.ts';
import type { Settings } from '../core/settings/settings.ts';
import { keepChosenScript, onlyScriptDiffers, settingsFault } from '../core/settings/settings-checks.ts';
import { keepSecrets, visibleSettings } from '../core/settings/visible-settings.ts';

interface SettingsServiceDeps {
  readonly store: SettingsStore;
  busy(): boolean;
  /** Others are in use from now on. Resolves when the desk of the terminal fits them. */
  changed(): Promise<void>;
}

/** The settings in use, and who may change them: a person, unless the sidecar's file rules. */
export class SettingsService {
  #now: Settings;
  #provisioned = false;
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

  /** They come from the sidecar's file. */
  get provisioned(): boolean {
    return this.#provisioned;
  }

  get visible(): VisibleSettings {
    return visibleSettings(this.#now, this.#provisioned);
  }

  /** As a person wants them. Written down first: those that could not be are not used either. */
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

  /** As the sidecar's file has them. Used whether they can be written down or not: they come again with the next start. */
  async provision(settings: Settings): Promise<CallResult<'provision'>> {
    if (settingsFault(settings)) return { accepted: false };
    this.#provisioned = true;
    // A payment keeps the settings it began with; the next one uses these.
    await this.#use(keepChosenScript(settings, this.#chosenScript));
    await this.deps.store.write(settings).catch(() => {});
    return { accepted: true };
  }

  #refusal(next: Settings) {
    const fault = settingsFault(next);
    if (fault) return { failure: 'request-invalid', detail: fault } as const;
    if (this.deps.busy()) return { failure: 'payment-running', detail: 'a payment is running' } as const;
    if (this.#provisioned && !onlyScriptDiffers(next, this.#now))
      return { failure: 'request-invalid', detail: 'the sidecar’s file rules' } as const;
    return undefined;
  }

  #use(settings: Settings): Promise<void> {
    this.#now = settings;
    return this.deps.changed();
  }
}
