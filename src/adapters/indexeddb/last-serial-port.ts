import { type SerialPortIds, serialPortIds } from '../../core/settings/stored-settings.ts';
import type { ConnectorDatabase } from './connector-database.ts';

export interface LastSerialPort {
  readonly info: SerialPortIds | undefined;
  remember(info: SerialPortIds): void;
}

const key = 'last-serial-port';

/** Which of several granted ports was the terminal's: the browser lists them in no stable order. */
export async function lastSerialPort(database: ConnectorDatabase): Promise<LastSerialPort> {
  let info = serialPortIds.safeParse(await database.get('settings', key)).data;
  return {
    get info() {
      return info;
    },
    remember(next) {
      info = { usbVendorId: next.usbVendorId, usbProductId: next.usbProductId };
      // Lost, it costs one more try at the next start.
      database.put('settings', info, key).catch(() => {});
    },
  };
}
