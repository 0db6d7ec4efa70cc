import { z } from 'zod';
import { settings } from './settings.ts';

/** The settings as they lie on disk: secrets apart, and sealed. */
export const storedSettings = z.object({
  settings,
  sealed: z.object({ iv: z.instanceof(Uint8Array), bytes: z.instanceof(ArrayBuffer) }),
});
export type SealedSecrets = z.infer<typeof storedSettings>['sealed'];

/** What is sealed. */
export const settingsSecrets = z.object({ password: z.string(), hashKey: z.string() });

/** What a browser tells of a serial port. A port without USB ids has neither. */
export const serialPortIds = z.object({
  usbVendorId: z.number().optional(),
  usbProductId: z.number().optional(),
});
export type SerialPortIds = z.infer<typeof serialPortIds>;

/** What tells one USB device from another. Not every device has a serial number. */
export const usbDeviceIds = z.object({
  vendorId: z.number(),
  productId: z.number(),
  serialNumber: z.string().optional(),
});
export type UsbDeviceIds = z.infer<typeof usbDeviceIds>;
