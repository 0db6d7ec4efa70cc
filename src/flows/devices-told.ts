import type { GrantedDevice } from '../core/ports/terminal-link.ts';
import type { TerminalLamp } from '../core/relay/snapshot.ts';
import { answering, type DeviceChoice } from '../core/terminal/device-choice.ts';

/**
 * What people are told of a choice among devices. One that answers, beside others that say nothing, is no news; that two
 * answer, that none does, and that another program holds one, is.
 */
export function devicesTold(
  devices: readonly GrantedDevice[],
  choice: DeviceChoice,
  taken: number | undefined,
): TerminalLamp['among'] {
  const told = devices.flatMap(({ description }, place) => {
    const heard = choice.heard.get(place);
    return heard ? [{ description, heard, taken: place === taken }] : [];
  });
  const plain = answering(choice) === 1 && told.every(({ heard }) => heard !== 'in-use');
  return plain || told.length < 2 ? undefined : told;
}
