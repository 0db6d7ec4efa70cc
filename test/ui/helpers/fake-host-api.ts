import { parse } from 'yaml';
import type { FirstSetup, SetupLook, SetupReply } from '../../../src/core/connector-api/first-setup.ts';
import type { PageDescription } from '../../../src/core/diagnostics/diagnose.ts';
import type { BrowserLinks } from '../../../src/core/settings/usable-link.ts';
import type {
  CableLink,
  HostApi,
  OperatingSystem,
  PageState,
  PortChoice,
  ResultSound,
  WebTillList,
} from '../../../src/ui/host-api.ts';
import { calmPage } from '../../core/diagnostics/situations.ts';

/** A host whose browser answers as the test decides. */
export class FakeHostApi implements HostApi {
  readonly languages: readonly string[];
  system: OperatingSystem = 'linux';
  browserLinks: BrowserLinks = { serial: true, usb: true };
  readonly portChoices: string[] = [];
  choice: PortChoice = 'chosen';
  updates = 0;
  reloads = 0;
  #page: PageState = { online: true, updateReady: false, pairing: 'none', connectorGone: false };
  readonly #listeners = new Set<(now: PageState) => void>();

  constructor(language = 'en', page: Partial<PageState> = {}) {
    this.languages = [language];
    this.#page = { ...this.#page, ...page };
  }

  async choosePort(link: CableLink, which: 'terminals' | 'all'): Promise<PortChoice> {
    this.portChoices.push(`${link} ${which}`);
    return this.choice;
  }

  readonly tills: { origin: string; allowed: boolean; at: number }[] = [];
  async webTills(): Promise<WebTillList> {
    return {
      list: () => this.tills,
      forget: async (origin) => {
        const at = this.tills.findIndex((till) => till.origin === origin);
        if (at >= 0) this.tills.splice(at, 1);
      },
      watch: () => () => {},
    };
  }

  readonly setups: FirstSetup[] = [];
  setupLook: SetupLook | undefined = { serialPorts: [] };
  setupReply: SetupReply | undefined = {
    written: true,
    path: '/home/shop/.local/share/hipay-ecr/config.yml',
    port: Number(globalThis.location?.port),
    till: { user: 'till', password: '6f1d3c0e9a7b45c2' },
  };
  readonly shopSetup = {
    look: async () => this.setupLook,
    write: async (setup: FirstSetup) => {
      this.setups.push(setup);
      return this.setupReply;
    },
  };

  displays = 0;
  mayOpenDisplay = true;
  async openCustomerDisplay(): Promise<boolean> {
    this.displays += 1;
    return this.mayOpenDisplay;
  }

  readonly badges: number[] = [];
  badge(count: number): void {
    this.badges.push(count);
  }

  hasUnsaved = false;
  setUnsaved(hasUnsaved: boolean): void {
    this.hasUnsaved = hasUnsaved;
  }

  readonly awake: boolean[] = [];
  keepAwake(wanted: boolean): void {
    this.awake.push(wanted);
  }

  readonly sounds: ResultSound[] = [];
  play(sound: ResultSound): void {
    this.sounds.push(sound);
  }

  async readYaml(text: string): Promise<unknown> {
    return parse(text, { schema: 'failsafe' });
  }

  pageDescription: PageDescription | undefined = calmPage();
  async describePage(): Promise<PageDescription> {
    if (!this.pageDescription) throw new Error('the browser does not answer');
    return this.pageDescription;
  }

  applyUpdate(): void {
    this.updates += 1;
  }

  reload(): void {
    this.reloads += 1;
  }

  show(change: Partial<PageState>): void {
    this.#page = { ...this.#page, ...change };
    for (const listener of this.#listeners) listener(this.#page);
  }

  watch(listener: (now: PageState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#page);
    return () => this.#listeners.delete(listener);
  }
}
