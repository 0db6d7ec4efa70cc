import '../../../src/ui/theme/page.css';
import type { PageDescription } from '../../../src/core/diagnostics/diagnose.ts';
import { type Area, hashOfArea } from '../../../src/ui/page-address.ts';
import '../../../src/ui/shell/ecr-app.ts';
import type { EcrApp } from '../../../src/ui/shell/ecr-app.ts';
// The product loads these parts later, as separate chunks. The tests load them at the start, so that no test waits for them.
import '../../../src/ui/settings/ecr-settings-screen.ts';
import '../../../src/ui/terminal/ecr-peculiarities.ts';
import '../../../src/ui/diagnostics/ecr-diagnostics-screen.ts';
import '../../../src/ui/terminal/ecr-find-progress.ts';
import '../../../src/ui/first-run/ecr-first-run.ts';
import '../../../src/ui/first-run/ecr-shop-guide.ts';
import '../../../src/ui/terminal/ecr-find-result.ts';
import '../../../src/ui/resolve/ecr-duplicate.ts';
import '../../../src/ui/receipts/ecr-receipt-dialog.ts';
import '../../../src/ui/payments/ecr-payments-screen.ts';
import '../../../src/ui/payments/ecr-overdue.ts';
import '../../../src/ui/payments/ecr-taken-over.ts';
import '../../../src/ui/pay/ecr-confirm-back.ts';
import '../../../src/ui/pay/ecr-confirm-large.ts';
import '../../../src/ui/pay/ecr-last-sales.ts';
import '../../../src/ui/pay/ecr-payment-progress.ts';
import '../../../src/ui/pay/ecr-payment-result.ts';
import '../../../src/ui/pay/ecr-confirm-same.ts';
import '../../../src/ui/pay/more-fields.ts';
import '../../../src/ui/shell/ecr-menu.ts';
import '../../../src/ui/shell/ecr-terminal-panel.ts';
import '../../../src/ui/pay/ecr-first-steps.ts';
import '../../../src/ui/resolve/ecr-check-screen.ts';
import '../../../src/ui/terminal/ecr-port-help.ts';
import '../../../src/ui/terminal/ecr-terminal-choices.ts';
import type { Language } from '../../../src/core/language.ts';
import type { PageState } from '../../../src/ui/host-api.ts';
import { useLanguage } from '../../../src/ui/language.ts';
import { FakeConnector } from './fake-connector.ts';
import { FakeHostApi } from './fake-host-api.ts';

export interface Mounted {
  readonly app: EcrApp;
  readonly connector: FakeConnector;
  readonly hostApi: FakeHostApi;
}

interface MountOptions {
  readonly connector?: FakeConnector;
  readonly area?: Area;
  /** The part of the area: a field, or the diagnostics. */
  readonly place?: string;
  /** The page's description of its browser; `failed`: the browser does not answer. */
  readonly pageDescription?: PageDescription | 'failed';
  readonly language?: Language;
  readonly page?: Partial<PageState>;
  readonly scripts?: readonly string[];
  /** The computer and the features of its browser. */
  readonly machine?: Partial<Pick<FakeHostApi, 'system' | 'browserLinks' | 'setupLook' | 'setupReply'>>;
}

/** Mounts the whole program over a fake connector, alone in the page. */
export async function mount(options: MountOptions = {}): Promise<Mounted> {
  const { connector = new FakeConnector(), area = 'pay', language = 'en', scripts = [] } = options;
  document.body.replaceChildren();
  history.replaceState(null, '', hashOfArea(area, options.place));
  await useLanguage(language, [language]);
  const app: EcrApp = document.createElement('ecr-app');
  const hostApi = Object.assign(new FakeHostApi(language, options.page), options.machine);
  if (options.pageDescription)
    hostApi.pageDescription = options.pageDescription === 'failed' ? undefined : options.pageDescription;
  app.connector = connector;
  app.hostApi = hostApi;
  app.scripts = scripts;
  document.body.append(app);
  await settled();
  return { app, connector, hostApi };
}

/** Mounts the program and opens the terminal's panel. Without a chosen terminal, its card stands on the pay screen. */
export async function mountTerminal(options: MountOptions = {}): Promise<Mounted> {
  const mounted = await mount(options);
  if (!has('ecr-terminal-card') && has('#terminal')) await click('#terminal');
  return mounted;
}

export const frames = async (count: number): Promise<void> => {
  for (let frame = 0; frame < count; frame++) await new Promise((done) => requestAnimationFrame(done));
};

/** True while a screen is shown that never ends loading: nothing waits for its end. */
let isEndless = false;
export async function withoutEnd(steps: () => Promise<void>): Promise<void> {
  isEndless = true;
  await steps().finally(() => {
    isEndless = false;
  });
}

/** Waits until all elements have drawn: three frames, and longer while a late part or a long list loads. */
export const settled = async (): Promise<void> => {
  await frames(3);
  if (isEndless) return;
  const waits = () => has('[loading-part], ecr-load-failed[loading], [aria-busy=true]');
  for (let turn = 0; turn < 100 && waits(); turn++) await frames(2);
};

/** All elements below a root, through shadow roots. */
export function* deep(root: ParentNode): Generator<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element;
    if (element.shadowRoot) yield* deep(element.shadowRoot);
  }
}

export function find<Found extends Element = HTMLElement>(selector: string): Found {
  for (const element of deep(document)) if (element.matches(selector)) return element as Found;
  throw new Error(`nothing on the screen matches ${selector}`);
}

export const has = (selector: string): boolean => [...deep(document)].some((each) => each.matches(selector));

/** All visible text, with collapsed spaces. */
export function shownText(root: ParentNode = document.body): string {
  const words: string[] = [];
  const collect = (node: Node): void => {
    if (node instanceof HTMLStyleElement || node instanceof HTMLScriptElement) return;
    if (node.nodeType === Node.TEXT_NODE) words.push(node.textContent ?? '');
    if (node instanceof Element && node.shadowRoot) collect(node.shadowRoot);
    for (const child of node.childNodes) collect(child);
  };
  collect(root);
  return words.join(' ').replace(/\s+/g, ' ');
}

export async function click(selector: string): Promise<void> {
  find(selector).click();
  await settled();
}

export async function type(selector: string, text: string): Promise<void> {
  const input = find<HTMLInputElement>(selector);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
}

export async function choose(selector: string, value: string): Promise<void> {
  const select = find<HTMLSelectElement>(selector);
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await settled();
}

/** Chooses a file with this text in an element's file input. */
export async function giveFile(element: string, text: string): Promise<void> {
  const chooser = find(element).shadowRoot?.querySelector<HTMLInputElement>('input[type="file"]');
  if (!chooser) throw new Error(`${element} has no file input`);
  const files = new DataTransfer();
  files.items.add(new File([text], 'given.json'));
  chooser.files = files.files;
  chooser.dispatchEvent(new Event('change'));
  await settled();
}
