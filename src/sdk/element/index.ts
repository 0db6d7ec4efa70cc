import { HipayPay } from './hipay-pay.ts';

export type { ConnectorSource } from './element-settings.ts';
export type { PayEvents } from './pay-state.ts';
export { HipayPay };

// If two bundles on a page define the element, the first one stays. On a server there is no registry.
if (globalThis.customElements && !customElements.get('hipay-pay'))
  customElements.define('hipay-pay', HipayPay);
