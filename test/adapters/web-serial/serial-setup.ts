import { LastPort, webSerialLink } from '../../../src/adapters/web-serial/web-serial-link.ts';
import type { LinkEvent, TerminalLine } from '../../../src/core/ports/terminal-link.ts';
import { serialSettings } from '../../../src/core/settings/settings.ts';
import { FakeSerial, FakeSerialPort } from '../../fakes/fake-serial.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

export const lineSettings = serialSettings.parse({ dataBits: 7, parity: 'even' });

/** The adapter over a fake bus. `last`: the USB ids to try first. This setup remembers the last port, as the page does. */
export function serialSetup(last?: SerialPortInfo) {
  const clock = new VirtualClock();
  const bus = new FakeSerial();
  const remembered: SerialPortInfo[] = [];
  const link = webSerialLink(lineSettings, {
    serial: bus.serial,
    clock,
    last: new LastPort({
      get ids() {
        return remembered.at(-1) ?? last;
      },
      remember: (ids) => void remembered.push(ids),
      forget: () => void remembered.splice(0),
    }),
  });
  /** Opens the line; a failure fails the test. */
  const open = async (): Promise<{ line: TerminalLine; events: LinkEvent[]; description: string }> => {
    const events: LinkEvent[] = [];
    const opening = await link.open((event) => events.push(event));
    if (!opening.ok) throw new Error(opening.detail);
    return { line: opening.line, events, description: opening.description };
  };
  const plug = (ids?: SerialPortInfo) => bus.plug(new FakeSerialPort(ids));
  return { clock, bus, link, remembered, open, plug };
}
