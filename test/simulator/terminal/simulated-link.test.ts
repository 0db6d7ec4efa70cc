import { simulatedLink } from '../../../src/simulator/terminal/simulated-link.ts';
import { twinScript } from '../../../src/simulator/terminal/twin-script.ts';
import { terminalLinkContract } from '../../contracts/terminal-link.contract.ts';
import { VirtualClock } from '../../fakes/virtual-clock.ts';

terminalLinkContract('simulated', (name) => {
  const clock = new VirtualClock();
  const link = simulatedLink(twinScript(name, { customerMs: 0 })!, clock);
  return { link, clock, comeBack: () => clock.advance(3000) };
});
