import './trusted-scripts.ts';
import './zod-without-eval.ts';
import { browserClock } from '../adapters/browser-runtime/browser-clock.ts';
import type { ConnectorApi } from '../core/relay/connector-api.ts';
import { connectorClient } from '../core/relay/connector-client.ts';
import { isOnThisComputer } from '../core/relay/on-this-computer.ts';
import { tillPagePath } from '../core/relay/till-list.ts';
import { followAppearance } from '../ui/appearance/appearance.ts';
import '../ui/ecr-app.ts';
import type { EcrApp } from '../ui/ecr-app.ts';
import type { Surroundings } from '../ui/surroundings.ts';
import { setBadge } from './app-badge.ts';
import type { AppUpdate } from './app-update.ts';
import { askBeforeLeaving } from './ask-before-leaving.ts';
import { browserWays } from './browser-ways.ts';
import { choosePort } from './choose-port.ts';
import { connectToWorker, hintNetwork, sendHint } from './connect-to-worker.ts';
import { screenAwake } from './keep-awake.ts';
import { keepStorage } from './keep-storage.ts';
import { operatingSystem } from './operating-system.ts';
import { ObservedPageState } from './page-state.ts';
import { browserPage, pair } from './pairing.ts';
import { readBuild } from './read-build.ts';
import { settledFirst } from './settled-first.ts';

// The browser half, page side: the screens, the worker with the connector, pairing, the service worker.

followAppearance();
const page = new ObservedPageState(navigator.onLine);
for (const name of ['online', 'offline']) {
  window.addEventListener(name, () => page.change({ online: navigator.onLine }));
}

const worker = new Worker(new URL('./connector-worker.ts', import.meta.url), { type: 'module' });
const channel = connectToWorker(worker);
hintNetwork(worker, window);
channel.onClose(() => page.change({ connectorGone: true }));
const connector = connectorClient(channel, 'page');
const leaveUnasked = askBeforeLeaving(connector, window);
// What a dead connector last said is old, and to load the page again is the cure.
channel.onClose(leaveUnasked);
const reload = () => {
  leaveUnasked();
  location.reload();
};
// Once the screens are there: nothing on them waits for it, and without it the program works all the same.
let update: AppUpdate | undefined;
void import('./register-service-worker.ts')
  .then(({ registerServiceWorker }) => {
    update = registerServiceWorker(connector, page, reload);
  })
  .catch(() => undefined);

askToKeepStorage(connector);
void readBuild(fetch).then((build) => build && page.change({ build }));

const ways = browserWays(navigator);
const surroundings: Surroundings = {
  languages: navigator.languages,
  system: operatingSystem(navigator.userAgent),
  ways: { serial: ways.serial !== undefined, usb: ways.usb !== undefined },
  choosePort,
  webTills: async () => (await import('./web-tills.ts')).WebTills.open(),
  badge: (count) => setBadge(navigator, count),
  keepAwake: screenAwake(document, navigator.wakeLock),
  // Few want it: it is loaded by the first that is heard.
  play: (sound) =>
    void import('./result-sounds.ts').then(({ playResult }) => playResult(sound)).catch(() => undefined),
  readYaml: async (text) => (await import('./read-yaml.ts')).readYaml(text),
  lookAround: async () => {
    const { lookAround, thisBrowser } = await import('./look-around.ts');
    return lookAround(thisBrowser());
  },
  applyUpdate: () => update?.apply(),
  reload,
  watch: (watcher) => page.watch(watcher),
};

if (location.pathname === tillPagePath)
  void import('./till-door.ts').then(({ openTillDoor }) => openTillDoor(connector));

const app = document.querySelector<EcrApp>('ecr-app');
if (app) {
  const shown = settledFirst(connector, isOnThisComputer(location.hostname), browserClock.after);
  Object.assign(app, { connector: shown, surroundings });
  void import('../simulator/terminal-twin/twin-script.ts')
    .then(({ twinScriptNames }) => Object.assign(app, { scripts: twinScriptNames }))
    .catch(() => undefined);
}

void pair(browserPage).then((pairing) => {
  page.change({ pairing });
  if (pairing === 'paired') sendHint(worker, { kind: 'reconnect-sidecar' });
});

/** At the start, and once more with the first payment: browsers grant it more readily to a page that is used. */
function askToKeepStorage(connector: ConnectorApi): void {
  const ask = () => void keepStorage(navigator.storage).then((storage) => page.change({ storage }));
  ask();
  let asked = false;
  connector.subscribe(({ payment }) => {
    if (asked || !payment || payment.phase === 'finished') return;
    asked = true;
    ask();
  });
}
