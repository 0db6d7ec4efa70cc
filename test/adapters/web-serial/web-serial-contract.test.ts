import { type RunningTwin, runTwin } from '../../../src/simulator/terminal/run-twin.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import { terminalLinkContract } from '../../contracts/terminal-link.contract.ts';
import { serialSetup } from './serial-setup.ts';

terminalLinkContract('Web Serial over a fake bus', (name) => {
  const { link, clock, bus, plug } = serialSetup();
  const plugTwin = () => {
    const port = plug();
    const twin: RunningTwin = runTwin(twinScript(name, { customerMs: 0 })!, {
      send: (bytes) => port.say(...bytes),
      unplug: () => bus.unplug(port),
      after: clock.after,
    });
    port.onBytes = (bytes) => twin.hear(bytes);
  };
  plugTwin();
  const comeBack = async () => {
    plugTwin();
    await clock.advance(0);
  };
  return { link, clock, comeBack };
});
