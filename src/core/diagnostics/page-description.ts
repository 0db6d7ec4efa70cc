/** What the page alone can see of its browser and its computer. Absent: the browser does not say. */
export interface PageDescription {
  readonly browser: { readonly name: string; readonly version: string };
  readonly secureContext: boolean;
  readonly abilities: {
    readonly serial: boolean;
    readonly usb: boolean;
    readonly locks: boolean;
    readonly workers: boolean;
    readonly indexedDb: boolean;
    readonly wakeLock: boolean;
  };
  /** What a permissions policy, of the page's server or of who embeds it, takes away. */
  readonly forbidden: readonly ('serial' | 'usb')[];
  /** How many ports and devices this page may use without asking. */
  readonly granted: { readonly serial?: number; readonly usb?: number };
  readonly online: boolean;
  readonly storage: {
    readonly persisted?: boolean;
    readonly usedBytes?: number;
    readonly quotaBytes?: number;
  };
  readonly serviceWorker: 'unsupported' | 'none' | 'installing' | 'waiting' | 'active';
  /** Installed as an app, in a window of its own. */
  readonly installed: boolean;
  readonly timeZone?: string;
}
