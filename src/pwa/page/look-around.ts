import type { PageDescription } from '../../core/diagnostics/diagnose.ts';
import { browserWays } from './browser-apis.ts';

/** What is looked at, so that each broken browser can be made up in a test. */
export interface BrowserAround {
  readonly navigator: Pick<Navigator, 'userAgent' | 'onLine'> &
    Partial<Pick<Navigator, 'serial' | 'usb' | 'locks' | 'storage' | 'serviceWorker' | 'wakeLock'>> & {
      readonly userAgentData?: {
        readonly brands: readonly { readonly brand: string; readonly version: string }[];
      };
    };
  readonly isSecureContext: boolean;
  readonly hasWorkers: boolean;
  readonly hasIndexedDb: boolean;
  /** Undefined where the browser has no way to ask. */
  allowsFeature(name: string): boolean | undefined;
  matches(query: string): boolean;
  timeZone(): string | undefined;
}

/** A browser that does not answer is told of as one that does not say. */
const patienceMs = 3000;

const within = async <Value>(asked: Promise<Value> | undefined): Promise<Value | undefined> =>
  Promise.race([
    asked?.catch(() => undefined) ?? undefined,
    new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patienceMs)),
  ]);

/** The brand that is no invention, before Chromium, which most of them are. */
export function browserName({
  userAgent,
  userAgentData,
}: BrowserAround['navigator']): PageDescription['browser'] {
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
  const registration = await within(container.getRegistration());
  if (registration?.waiting) return 'waiting';
  if (registration?.active) return 'active';
  return registration?.installing ? 'installing' : 'none';
}

/** Everything that the page can see of its browser. Opens nothing and asks nobody. */
export async function describePage(around: BrowserAround): Promise<PageDescription> {
  const { navigator } = around;
  const { serial, usb } = browserWays(navigator);
  const [ports, devices, persisted, estimate, serviceWorker] = await Promise.all([
    within(serial?.getPorts()),
    within(usb?.getDevices()),
    within(navigator.storage?.persisted?.()),
    within(navigator.storage?.estimate?.()),
    serviceWorkerState(navigator.serviceWorker),
  ]);
  const timeZone = around.timeZone();
  return {
    browser: browserName(navigator),
    secureContext: around.isSecureContext,
    abilities: {
      serial: serial !== undefined,
      usb: usb !== undefined,
      locks: navigator.locks !== undefined,
      workers: around.hasWorkers,
      indexedDb: around.hasIndexedDb,
      wakeLock: navigator.wakeLock !== undefined,
    },
    forbidden: (['serial', 'usb'] as const).filter((name) => around.allowsFeature(name) === false),
    granted: { ...(ports && { serial: ports.length }), ...(devices && { usb: devices.length }) },
    online: navigator.onLine,
    storage: {
      ...(persisted !== undefined && { persisted }),
      ...(estimate?.usage !== undefined && { usedBytes: estimate.usage }),
      ...(estimate?.quota !== undefined && { quotaBytes: estimate.quota }),
    },
    serviceWorker,
    installed: ['standalone', 'window-controls-overlay'].some((mode) =>
      around.matches(`(display-mode: ${mode})`),
    ),
    ...(timeZone && { timeZone }),
  };
}

/** Chrome's name for the policy; what it does not know of, it does not forbid. */
interface PolicyAware {
  readonly featurePolicy?: { features(): string[]; allowsFeature(name: string): boolean };
}

export const thisBrowser = (): BrowserAround => ({
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
