import { expect, test } from 'vitest';
import type { AppUpdate } from '../../../src/pwa/page/app-update.ts';
import { followSidecarBuild } from '../../../src/pwa/page/follow-sidecar-build.ts';

test('the sidecar’s build is followed also if the code of the update loads later', async () => {
  let mayReload: (() => boolean) | undefined;
  let load = (_: AppUpdate | undefined) => {};
  const loading = new Promise<AppUpdate | undefined>((resolve) => {
    load = resolve;
  });
  let isUnused = true;
  const follow = followSidecarBuild(loading, () => isUnused);
  follow({ isOurs: true, isSameBuild: false });
  load({
    apply: () => {},
    activateWhenQuiet: (isQuiet) => {
      mayReload = isQuiet;
    },
  });
  await Promise.resolve();
  await Promise.resolve();
  expect(mayReload?.()).toBe(true);
  isUnused = false;
  expect(mayReload?.()).toBe(false);
  // The sidecar refuses the page.
  follow({ isOurs: false, isSameBuild: false });
  expect(mayReload?.()).toBe(true);
  // The sidecar has gone back to the page's build.
  isUnused = true;
  follow({ isOurs: true, isSameBuild: true });
  expect(mayReload?.()).toBe(false);
});
