import type { Failure, Language } from '../core/till/till-api.ts';
import type { EmbeddedOptions } from './embedded-options.ts';

export type * from './embedded-options.ts';

/**
 * How the connector is reached.
 *
 * - `embedded`: it runs inside this very page, with this origin's own storage and permission for the terminal.
 * - `window`: its page in a window of its own, or in a frame.
 * - `sidecar`: the program on this computer.
 *
 * @example
 * const ways: Way[] = ['sidecar', 'window'];
 */
export type Way = 'embedded' | 'window' | 'sidecar';

/**
 * A way that was offered and not taken, and why.
 *
 * @example
 * for (const { way, failure } of connector.notTaken satisfies readonly WayNotTaken[]) console.log(way, failure.text);
 */
export interface WayNotTaken {
  /** Which one. */
  readonly way: Way;
  /** What stood in its way. */
  readonly failure: Failure;
}

/**
 * Where a small text is kept over a reload.
 *
 * @example
 * const inSession: KeptText = {
 *   get: () => sessionStorage.getItem('last-order'),
 *   set: (text) => sessionStorage.setItem('last-order', text),
 * };
 */
export interface KeptText {
  /** Null: nothing is kept. */
  get(): string | null;
  /** Keeps this instead of what was there; an empty text is as good as none. */
  set(text: string): void;
}

/**
 * The connector's page in a window or a frame.
 *
 * @example
 * const inWindow: WindowOptions = { url: 'http://localhost:8080' };
 */
export interface WindowOptions {
  /** The connector's origin, such as `http://localhost:8080`. */
  readonly url: string;
  /**
   * A frame on your page whose content becomes the connector. Only for a connector on the same site as your page: browsers
   * give a frame on another site a storage of its own, and with it a journal of its own.
   */
  readonly frame?: HTMLIFrameElement;
}

/**
 * The program on this computer.
 *
 * @example
 * const sidecar: SidecarOptions = { url: 'http://localhost:8080' };
 */
export interface SidecarOptions {
  /** Its origin, such as `http://localhost:8080`. */
  readonly url: string;
  /** Where this page's token is kept; the browser's local storage where it is left out. */
  readonly token?: KeptText;
}

/**
 * What `openConnector` may do. Name at least one way.
 *
 * @example
 * const url = 'http://localhost:8080';
 * const connector = await openConnector({ sidecar: { url }, window: { url }, language: 'fr' });
 */
export interface ConnectorOptions {
  /** Offers the way inside this page. */
  readonly embedded?: EmbeddedOptions;
  /** Offers the way by a window or a frame. */
  readonly window?: WindowOptions;
  /** Offers the way by the program on this computer. */
  readonly sidecar?: SidecarOptions;
  /** Which ways to try, in which order. Left out: embedded, sidecar, window, as far as they are named above. */
  readonly ways?: readonly Way[];
  /** Of the texts. Left out: the page's language where it is one of the four, else English. */
  readonly language?: Language;
  /** Where the last order's number is kept; the browser's local storage where it is left out. */
  readonly lastOrder?: KeptText;
}
