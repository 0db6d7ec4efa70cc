import type { BuildDigests } from '../core/build-digests.ts';
import type { FirstSetup, SetupLook, SetupReply } from '../core/connector-api/first-setup.ts';
import type { PageDescription } from '../core/diagnostics/diagnose.ts';
import type { BrowserLinks } from '../core/settings/usable-link.ts';

/** Links to a terminal on a cable. */
export type CableLink = 'web-serial' | 'web-usb';

export type OperatingSystem = 'windows' | 'macos' | 'linux' | 'android' | 'other';

/** Result of the browser's list of ports: a port was chosen, the list was closed, the browser has no list, or it failed. */
export type PortChoice = 'chosen' | 'cancelled' | 'unsupported' | { readonly failed: string };

/** How safely the browser stores our data, and how much. */
export interface StorageState {
  /** `may-be-cleared`: on a nearly full disk, the browser may delete all data of this page. */
  readonly kept: 'kept' | 'may-be-cleared' | 'not-known';
  readonly usedBytes?: number;
  readonly freeBytes?: number;
}

/** State that only the page knows, not the connector. */
export interface PageState {
  readonly online: boolean;
  /** True if a new version of this program is ready to take over. */
  readonly updateReady: boolean;
  readonly pairing: 'none' | 'paired' | 'refused' | 'unreachable';
  /** True if the worker has stopped, so that the screens do not change. */
  readonly connectorGone: boolean;
  /** Why the worker has stopped, if a newer version of this program is the reason. */
  readonly connectorEnd?: 'newer-tab' | 'newer-data';
  /** True if the sidecar is of another version than this page, and refuses it. */
  readonly sidecarIsOther?: boolean;
  /** Absent until the browser has answered. */
  readonly storage?: StorageState;
  /** Digests of the built files, for comparison with a release. */
  readonly build?: BuildDigests;
}

/** The sounds for the result of a payment. */
export type ResultSound = 'approved' | 'not-approved' | 'unknown';

/** The web pages that have asked to use this connector. */
export interface WebTillList {
  list(): readonly { readonly origin: string; readonly allowed: boolean; readonly at: number }[];
  /** Deletes the decision: the next connection of that web page asks the person again. */
  forget(origin: string): Promise<void>;
  watch(watcher: () => void): () => void;
}

/** The way to the sidecar for its first configuration. Undefined: it does not answer, or refuses the request. */
export interface ShopSetup {
  look(): Promise<SetupLook | undefined>;
  write(setup: FirstSetup): Promise<SetupReply | undefined>;
}

/** What the screens need from the page. */
export interface HostApi {
  /** The browser's preferred languages, best first. */
  readonly languages: readonly string[];
  readonly system: OperatingSystem;
  readonly browserLinks: BrowserLinks;
  /** Opens the browser's list of ports or devices. Browsers require a user gesture: call it within a click. */
  choosePort(link: CableLink, which: 'terminals' | 'all'): Promise<PortChoice>;
  /** Loads the list on demand, because most shops have no web till. */
  webTills(): Promise<WebTillList>;
  /** Loads on demand, because a shop is set up once. */
  readonly shopSetup: ShopSetup;
  /** Shows the number of unfinished items on the icon of the installed program. */
  badge(count: number): void;
  /** While true, something typed is not saved: the browser asks before it closes or reloads the page. */
  setUnsaved(hasUnsaved: boolean): void;
  /** Keeps the screen on while `wanted`. */
  keepAwake(wanted: boolean): void;
  play(sound: ResultSound): void;
  /** Reads YAML or JSON as plain data; every value stays a string. Rejects if the text is neither. */
  readYaml(text: string): Promise<unknown>;
  /** Describes what the page can see of its browser, for the diagnostics. */
  describePage(): Promise<PageDescription>;
  /** Opens the window for the customer. Call it within a click. False if the browser has opened none. */
  openCustomerDisplay(): Promise<boolean>;
  applyUpdate(): void;
  reload(): void;
  /** Calls the listener with the current state and after every change. Returns a function that ends these calls. */
  watch(listener: (now: PageState) => void): () => void;
}
