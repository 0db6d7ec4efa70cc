import type { PageDescription } from '../../core/diagnostics/diagnose.ts';
import { findLinkApis } from './browser-apis.ts';

/** The properties of the browser that the page reads. Tests replace them to imitate browsers that lack some of them. */
export interface BrowserView {
  readonly navigator: Pick<Navigator, 'userAgent' | 'onLine'> &
    Partial<Pick<Navigator, 'serial' | 'usb' | 'locks' | 'storage' | 'serviceWorker' | 'wakeLock'>> & {
      readonly userAgentData?: {
        readonly brands: readonly { readonly brand: string; readonly version: string }[];
      };
    };
  readonly isSecureContext: boolean;
  readonly hasWorkers: boolean;
  readonly hasIndexedDb: boolean;
  /** Undefined if the browser does not report it. */
  allowsFeature(name: string): boolean | undefined;
  matches(query: string): boolean;
  timeZone(): string | undefined;
}

/** After this time without an answer, the value counts as unknown. */
const timeoutMs = 3000;

const withTimeout = async <Value>(request: Promise<Value> | undefined): Promise<Value | undefined> =>
  Promise.race([
    request?.catch(() => undefined) ?? undefined,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), timeoutMs)),
  ]);

/**
 * Returns the name and version of the browser. Skips "Not A Brand", and takes Chromium only if it is the only brand.
 */
export function browserName({
  userAgent,
  userAgentData,
}: BrowserView['navigator']): PageDescription['browser'] {
  const brands = (userAgentData?.brands ?? []).filter(({ brand }) => !/not.?a.?brand/i.test(brand));
  const own = brands.find(({ brand }) => brand !== 'Chromium') ?? brands[0];
  if (own) return { name: own.brand, version: own.version };
  const found = /(Firefox|Edg|Chrome|Version)\/(\d+)/.exec(userAgent);
  const names: Record<string, string> = { Edg: 'Edge', Version: 'Safari' };
  const name = found?.[1] ?? '';
  return { name: names[name] ?? (name || '?'), version: found?.[2] ?? '?' };
}

async function serviceWorkerState(
  container: ServiceWorkerContainer | undefined,
): Promise<PageDescription['serviceWorker']> {
  if (!container) return 'unsupported';
  const registration = await withTimeout(container.getRegistration());
  if (registration?.waiting) return 'waiting';
  if (registration?.active) return 'active';
  return registration?.installing ? 'installing' : 'none';
}

/** Describes the browser as far as the page can see it. Opens no port and shows no question. */
export async function describePage(browser: BrowserView): Promise<PageDescription> {
  const { navigator } = browser;
  const { serial, usb } = findLinkApis(navigator);
  const [ports, devices, persisted, estimate, serviceWorker] = await Promise.all([
    withTimeout(serial?.getPorts()),
    withTimeout(usb?.getDevices()),
    withTimeout(navigator.storage?.persisted?.()),
    withTimeout(navigator.storage?.estimate?.()),
    serviceWorkerState(navigator.serviceWorker),
  ]);
  const timeZone = browser.timeZone();
  return {
    browser: browserName(navigator),
    secureContext: browser.isSecureContext,
    abilities: {
      serial: serial !== undefined,
      usb: usb !== undefined,
      locks: navigator.locks !== undefined,
      workers: browser.hasWorkers,
      indexedDb: browser.hasIndexedDb,
      wakeLock: navigator.wakeLock !== undefined,
    },
    forbidden: (['serial', 'usb'] as const).filter((name) => browser.allowsFeature(name) === false),
    granted: { ...(ports && { serial: ports.length }), ...(devices && { usb: devices.length }) },
    online: navigator.onLine,
    storage: {
      ...(persisted !== undefined && { persisted }),
      ...(estimate?.usage !== undefined && { usedBytes: estimate.usage }),
      ...(estimate?.quota !== undefined && { quotaBytes: estimate.quota }),
    },
    serviceWorker,
    installed: ['standalone', 'window-controls-overlay'].some((mode) =>
      browser.matches(`(display-mode: ${mode})`),
    ),
    ...(timeZone && { timeZone }),
  };
}

/**
 * `featurePolicy` is Chrome's name for the permissions policy. A feature that is not in its list is unknown to Chrome,
 * not forbidden.
 */
interface PolicyAware {
  readonly featurePolicy?: { features(): string[]; allowsFeature(name: string): boolean };
}

export const thisBrowser = (): BrowserView => ({
  navigator,
  isSecureContext,
  hasWorkers: typeof Worker === 'function',
  hasIndexedDb: typeof indexedDB === 'object' && indexedDB !== null,
  allowsFeature(name) {
    const { featurePolicy } = document as PolicyAware;
    return featurePolicy?.features().includes(name) ? featurePolicy.allowsFeature(name) : undefined;
  },
  matches: (query) => matchMedia(query).matches,
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
});
