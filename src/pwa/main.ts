import './page/trusted-scripts.ts';
import '../core/zod-config.ts';
import '../ui/shell/ecr-app.ts';
import { browserClock } from '../adapters/browser/browser-host.ts';
import { isOnThisComputer, tillPagePath } from '../core/connector-api/addresses.ts';
import { connectorClient } from '../core/connector-api/connector-client.ts';
import { followAppearance } from '../ui/appearance.ts';
import type { HostApi } from '../ui/host-api.ts';
import { earlyKeys } from '../ui/pay/early-keys.ts';
import type { EcrApp } from '../ui/shell/ecr-app.ts';
import { choosePort, findLinkApis } from './page/browser-apis.ts';
import { isCustomerDisplay } from './page/customer-window.ts';
import { operatingSystem } from './page/operating-system.ts';
import { askBeforeLeaving, createWakeLockSwitch, ObservedPageState, setBadge } from './page/page-effects.ts';
import { browserPage, pair } from './page/pairing.ts';
import {
  type ConnectorEnd,
  connectToWorker,
  hintNetwork,
  sendHint,
  waitForSettings,
  watchSidecarVersion,
} from './page/worker-connection.ts';

// Starts the page's side of the browser half: the screens, the connector's worker, pairing and the service worker.

// The customer's window has no connector: it only follows the connector of the program's main window.
if (isCustomerDisplay(location.search))
  void import('./customer-display.ts').then(({ startCustomerDisplay }) => startCustomerDisplay());
else startProgram();

function startProgram(): void {
  earlyKeys.listen();
  followAppearance();
  const page = new ObservedPageState(navigator.onLine);
  for (const name of ['online', 'offline']) {
    window.addEventListener(name, () => page.change({ online: navigator.onLine }));
  }

  /** Time without a touch or a key press after which no person uses the page, so that it may be reloaded. */
  const quietMs = 30_000;

  const worker = new Worker(new URL('./worker/connector-worker.ts', import.meta.url), { type: 'module' });
  let connectorEnd: ConnectorEnd['why'] | undefined;
  const channel = connectToWorker(worker, (why) => {
    connectorEnd = why;
    page.change({ connectorEnd });
  });
  hintNetwork(worker, window);
  channel.onClose(() => page.change({ connectorGone: true }));
  const connector = connectorClient(channel, 'page');
  const leaving = askBeforeLeaving(connector, window);
  // If the connector has failed, its last snapshot is outdated. A person must then reload the page, so the browser must not
  // ask before it leaves the page.
  channel.onClose(leaving.stop);
  const reload = () => {
    leaving.stop();
    location.reload();
  };
  let lastInputAt = Number.NEGATIVE_INFINITY;
  for (const name of ['pointerdown', 'keydown'])
    window.addEventListener(name, () => {
      lastInputAt = performance.now();
    });
  // Loads after the screens; the page also works without this code.
  const loadingUpdates = import('./page/after-start.ts')
    .then(({ afterStart }) =>
      afterStart({
        worker,
        channel,
        connector,
        page,
        whyEnded: () => connectorEnd,
        isUnused: () => !leaving.hasUnsaved && performance.now() - lastInputAt > quietMs,
        reload,
      }),
    )
    .catch(() => undefined);
  watchSidecarVersion(worker, (build) => {
    page.change({ sidecarIsOther: !build.isOurs });
    void loadingUpdates.then((updates) => updates?.followBuild(build));
  });

  const linkApis = findLinkApis(navigator);
  const hostApi: HostApi = {
    languages: navigator.languages,
    system: operatingSystem(navigator.userAgent),
    browserLinks: { serial: linkApis.serial !== undefined, usb: linkApis.usb !== undefined },
    choosePort,
    webTills: async () => (await import('./page/web-tills.ts')).WebTills.open(),
    shopSetup: {
      look: async () => (await import('../adapters/sidecar-client/first-setup.ts')).lookForSetup(),
      write: async (setup) =>
        (await import('../adapters/sidecar-client/first-setup.ts')).writeFirstSetup(setup),
    },
    setUnsaved: leaving.setUnsaved,
    badge: (count) => setBadge(navigator, count),
    keepAwake: createWakeLockSwitch(document, navigator.wakeLock),
    // Few tills use sounds: the code loads with the first sound.
    play: (sound) =>
      void import('./page/result-sounds.ts')
        .then(({ playResult }) => playResult(sound))
        .catch(() => undefined),
    openCustomerDisplay: async () =>
      (await import('./page/open-customer-window.ts')).openCustomerWindow(window),
    readYaml: async (text) => (await import('./page/read-yaml.ts')).readYaml(text),
    describePage: async () => {
      const { describePage, thisBrowser } = await import('./page/look-around.ts');
      return describePage(thisBrowser());
    },
    applyUpdate: () => void loadingUpdates.then((updates) => updates?.apply()),
    reload,
    watch: (watcher) => page.watch(watcher),
  };

  if (location.pathname === tillPagePath)
    void import('./page/serve-web-tills.ts').then(({ serveWebTills }) => serveWebTills(connector));

  const app = document.querySelector<EcrApp>('ecr-app');
  if (app) {
    const connectorOfScreens = waitForSettings(
      connector,
      isOnThisComputer(location.hostname),
      browserClock.after,
    );
    Object.assign(app, { connector: connectorOfScreens, hostApi });
    void import('../simulator/terminal/twin-script.ts')
      .then(({ twinScriptNames }) => Object.assign(app, { scripts: twinScriptNames }))
      .catch(() => undefined);
  }

  void pair(browserPage).then((pairing) => {
    page.change({ pairing });
    if (pairing === 'paired') sendHint(worker, { kind: 'reconnect-sidecar' });
  });
}
