import { expect, it } from 'vitest';
import { openConnectorDatabase } from '../../../src/adapters/indexeddb/connector-database.ts';
import { readLastChosen } from '../../../src/adapters/indexeddb/small-stores.ts';
import { serialPortIds, usbDeviceIds } from '../../../src/core/ports/storage.ts';

it('the last device of each kind is kept over a restart, and forgotten on request', async () => {
  const name = `last-chosen-${Date.now()}`;
  const database = await openConnectorDatabase({ name });
  const port = await readLastChosen(database, 'last-serial-port', serialPortIds);
  const device = await readLastChosen(database, 'last-usb-device', usbDeviceIds);
  expect([port.ids, device.ids]).toEqual([undefined, undefined]);
  // Other properties from the browser are not stored.
  port.remember({ usbVendorId: 1, usbProductId: 2, bluetooth: 3 } as never);
  device.remember({ vendorId: 4, productId: 5, serialNumber: 'S' });
  expect(device.ids).toEqual({ vendorId: 4, productId: 5, serialNumber: 'S' });
  // This read ends after the two writes.
  await database.get('settings', 'last-usb-device');
  database.close();

  const later = await openConnectorDatabase({ name });
  expect((await readLastChosen(later, 'last-serial-port', serialPortIds)).ids).toEqual({
    usbVendorId: 1,
    usbProductId: 2,
  });
  expect((await readLastChosen(later, 'last-usb-device', usbDeviceIds)).ids).toEqual(device.ids);
  const forgotten = await readLastChosen(later, 'last-serial-port', serialPortIds);
  forgotten.forget();
  expect(forgotten.ids).toBeUndefined();
  expect(await later.get('settings', 'last-serial-port')).toBeUndefined();
  await later.put('settings', 'nonsense', 'last-usb-device');
  expect((await readLastChosen(later, 'last-usb-device', usbDeviceIds)).ids).toBeUndefined();
});
