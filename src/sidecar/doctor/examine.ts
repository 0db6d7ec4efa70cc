import { defaultPort } from '../../core/settings/incumbent-config.ts';
import { doorsOf } from '../door/doors.ts';
import { checkBrowsers } from './check-browser.ts';
import { checkFolder, checkNode, checkSerialDevices } from './check-computer.ts';
import { checkConfiguration } from './check-configuration.ts';
import { checkHipay, checkNetworkTerminal } from './check-network.ts';
import { checkProgram } from './check-program.ts';
import { checkRunning } from './check-running.ts';
import type { DoctorOutside } from './doctor-outside.ts';
import type { Finding } from './finding.ts';

/** Looks at everything that a payment needs, from this computer to HiPay. */
export async function examine(outside: DoctorOutside): Promise<Finding[]> {
  const { findings, config } = checkConfiguration(await outside.configuration());
  const port = config?.sidecar.localPort || defaultPort;
  const settings = config?.settings;
  const onCable = settings?.terminal.link === 'web-serial' || settings?.terminal.link === 'web-usb';
  const rest = await Promise.all([
    checkFolder(outside),
    checkRunning(port, outside),
    checkBrowsers(doorsOf(port).home, outside),
    onCable ? checkSerialDevices(outside) : [],
    settings ? checkNetworkTerminal(settings, outside) : [],
    settings ? checkHipay(settings, outside) : [],
  ]);
  return [checkNode(outside), ...(await checkProgram(outside)), ...findings, ...rest.flat()];
}
