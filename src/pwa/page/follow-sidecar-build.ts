import type { AppUpdate } from './app-update.ts';
import type { SidecarVersion } from './worker-connection.ts';

export type BuildComparison = Pick<SidecarVersion, 'isOurs' | 'isSameBuild'>;

/**
 * Returns the function to call each time the sidecar has said its build. The sidecar may have the page's build again before the
 * page is reloaded.
 *
 * @param update undefined if the browser has no service workers
 * @param isUnused true if no person uses the page; a page that its sidecar refuses does not wait for this
 */
export function followSidecarBuild(
  update: Pick<AppUpdate, 'activateWhenQuiet'> | undefined,
  isUnused: () => boolean,
): (build: BuildComparison) => void {
  let now: BuildComparison = { isOurs: true, isSameBuild: true };
  const mayReload = () => !now.isOurs || (!now.isSameBuild && isUnused());
  return (build) => {
    now = build;
    if (!build.isOurs || !build.isSameBuild) update?.activateWhenQuiet(mayReload);
  };
}
