import type { Settings } from '../settings/settings.ts';

/** Keeps the settings in this browser. Secrets are sealed before they reach the disk. */
export interface SettingsStore {
  read(): Promise<Settings | undefined>;
  write(settings: Settings): Promise<void>;
}
