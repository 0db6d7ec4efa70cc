import type { BuildDigests } from '../core/build-digests.ts';
import type { PageDescription } from '../core/diagnostics/diagnose.ts';
import type { BrowserWays } from '../core/settings/settings-checks.ts';

/** The ways to a terminal on a cable. */
export type CableLink = 'web-serial' | 'web-usb';

export type OperatingSystem = 'windows' | 'macos' | 'linux' | 'android' | 'other';

/** What came of the browser's list of ports. */
export type PortChoice = 'chosen' | 'cancelled' | 'unsupported' | { readonly failed: string };

/** What the browser says about keeping our data. */
export interface StorageState {
  /** `may-be-cleared`: when the disk is nearly full, the browser may drop everything of this page. */
  readonly kept: 'kept' | 'may-be-cleared' | 'not-known';
  readonly usedBytes?: number;
  readonly freeBytes?: number;
}

/** What the page knows and the connector cannot. */
export interface PageState {
  readonly online: boolean;
  /** A new version of this program waits for a quiet moment. */
  readonly updateReady: boolean;
  readonly pairing: 'none' | 'paired' | 'refused' | 'unreachable';
  /** The worker is dead: nothing on the screen is alive any more. */
  readonly connectorGone: boolean;
  /** Absent until the browser has said. */
  readonly storage?: StorageState;
  /** What was built, for who compares it with a release. */
  readonly build?: BuildDigests;
}

/** How a payment ended, for the ear. */
export type ResultSound = 'approved' | 'not-approved' | 'unknown';

/** The web pages that asked to use this connector. */
export interface WebTillList {
  list(): readonly { readonly origin: string; readonly allowed: boolean; readonly at: number }[];
  /** As if it had never asked. */
  forget(origin: string): Promise<void>;
  watch(watcher: () => void): () => void;
}

/** What the screens need of the page they live in. */
export interface HostApi {
  /** The browser's preferred languages, best first. */
  readonly languages: readonly string[];
  readonly system: OperatingSystem;
  readonly ways: BrowserWays;
  /** Opens the browser's list of ports or devices. Call it within a click: browsers ask for a gesture. */
  choosePort(link: CableLink, which: 'terminals' | 'all'): Promise<PortChoice>;
  /** Opened on demand: most shops have no web till. */
  webTills(): Promise<WebTillList>;
  /** On the icon of the installed program: so many things wait. */
  badge(count: number): void;
  /** The screen stays on as long as this is wanted. */
  keepAwake(wanted: boolean): void;
  play(sound: ResultSound): void;
  /** A YAML or JSON text as plain data, every value a text. Rejects where it is neither. */
  readYaml(text: string): Promise<unknown>;
  /** What the page can see of its browser: for the diagnostics. */
  describePage(): Promise<PageDescription>;
  applyUpdate(): void;
  reload(): void;
  /** Calls back with the present state and on every change. Returns the un-watch function. */
  watch(listener: (now: PageState) => void): () => void;
}
