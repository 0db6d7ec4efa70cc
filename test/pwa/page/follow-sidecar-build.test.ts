import { expect, test } from 'vitest';
import { followSidecarBuild } from '../../../src/pwa/page/follow-sidecar-build.ts';

test('a page of another build is reloaded while nobody uses it, and a refused page at once', () => {
  let mayReload: (() => boolean) | undefined;
  let isUnused = true;
  const update = {
    activateWhenQuiet: (isQuiet: () => boolean) => {
      mayReload = isQuiet;
    },
  };
  const follow = followSidecarBuild(update, () => isUnused);
  follow({ isOurs: true, isSameBuild: true });
  expect(mayReload).toBe(undefined);
  follow({ isOurs: true, isSameBuild: false });
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
