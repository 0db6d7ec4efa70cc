import { type RunningTwin, runTwin } from '../../../src/simulator/terminal/run-twin.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import { terminalLinkContract } from '../../contracts/terminal-link.contract.ts';
import { usbSetup } from './usb-setup.ts';

terminalLinkContract('WebUSB over a fake bus', (name) => {
  const { link, clock, bus, plug } = usbSetup();
  const plugTwin = () => {
    const device = plug();
    const twin: RunningTwin = runTwin(twinScript(name, { customerMs: 0 })!, {
      send: (bytes) => device.say(...bytes),
      unplug: () => bus.unplug(device),
      after: clock.after,
    });
    device.onBytes = (bytes) => twin.hear(bytes);
  };
  plugTwin();
  const comeBack = async () => {
    plugTwin();
    await clock.advance(0);
  };
  return { link, clock, comeBack };
});
