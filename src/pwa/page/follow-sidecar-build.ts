import type { AppUpdate } from './app-update.ts';
import type { SidecarVersion } from './worker-connection.ts';

type BuildComparison = Pick<SidecarVersion, 'isOurs' | 'isSameBuild'>;

/**
 * Returns the function to call each time the sidecar has said its build. The code of the update may load later, and the sidecar
 * may have the page's build again.
 *
 * @param isUnused true if no person uses the page; a page that its sidecar refuses does not wait for this
 */
export function followSidecarBuild(
  loadingUpdate: Promise<AppUpdate | undefined>,
  isUnused: () => boolean,
): (build: BuildComparison) => void {
  let now: BuildComparison = { isOurs: true, isSameBuild: true };
  const mayReload = () => !now.isOurs || (!now.isSameBuild && isUnused());
  return (build) => {
    now = build;
    if (!build.isOurs || !build.isSameBuild)
      void loadingUpdate.then((update) => update?.activateWhenQuiet(mayReload));
  };
}
