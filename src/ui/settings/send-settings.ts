import type { ConnectorApi } from '../../core/relay/connector-api.ts';
import type { Settings } from '../../core/settings/settings.ts';
import type { FormTexts } from './texts/settings-texts.ts';

/** What the save bar says, and whether it is bad news. */
export interface Said {
  readonly text: string;
  readonly bad: boolean;
}

/** `done`: what is said once they are saved. Bad news means that they are not. */
export async function sendSettings(
  connector: ConnectorApi,
  settings: Settings,
  { words, failures }: FormTexts,
  done: string,
): Promise<Said> {
  try {
    const answer = await connector.saveSettings({ settings });
    if (answer.saved) return { text: done, bad: false };
    const why = `${failures[answer.failure].what} ${answer.detail}`;
    return { text: `${words.saveRefused} ${why}`, bad: true };
  } catch {
    return { text: words.callFailed, bad: true };
  }
}
