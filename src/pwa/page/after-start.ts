import { askToKeepStorage } from './keep-storage.ts';
import { type PageUpdates, type PageUpdatesDeps, startPageUpdates } from './page-updates.ts';
import { readBuild } from './read-build.ts';

/** All that a page does once its screens are loaded. */
export function afterStart(deps: PageUpdatesDeps): PageUpdates {
  const { connector, page } = deps;
  askToKeepStorage(connector, page);
  void readBuild(fetch).then((build) => build && page.change({ build }));
  return startPageUpdates(deps);
}
