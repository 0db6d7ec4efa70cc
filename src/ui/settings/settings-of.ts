import type { VisibleSettings } from '../../core/relay/connector-api.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** The settings as they can be saved again: an empty secret leaves the stored one as it is. */
export function settingsOf(visible: VisibleSettings): Settings {
  const { provisioned: _provisioned, hipay, ...rest } = visible;
  const { passwordSet: _passwordSet, hashKeySet: _hashKeySet, ...account } = hipay;
  return { ...rest, hipay: { ...account, password: '', hashKey: '' } };
}
