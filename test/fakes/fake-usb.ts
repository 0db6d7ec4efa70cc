import type { FakeUsbDevice } from './fake-usb-device.ts';

/** `navigator.usb` with the devices that were granted. It never lists them twice in the same order. */
export class FakeUsb extends EventTarget {
  #devices: FakeUsbDevice[] = [];

  async getDevices(): Promise<USBDevice[]> {
    this.#devices.reverse();
    return this.#devices.map(({ device }) => device);
  }

  /** A re-plugged device is a new object, as in the browser. */
  plug(device: FakeUsbDevice): FakeUsbDevice {
    this.#devices.push(device);
    device.onForgotten = () => {
      this.#devices = this.#devices.filter((other) => other !== device);
    };
    this.dispatchEvent(new Event('connect'));
    return device;
  }

  unplug(device: FakeUsbDevice): void {
    this.#devices = this.#devices.filter((other) => other !== device);
    device.vanish();
    this.dispatchEvent(new Event('disconnect'));
  }

  /** The bus, typed for the adapter. */
  get usb(): USB {
    return this as unknown as USB;
  }
}
