import { type Browser, browserNames, linuxPolicyFile, linuxPolicyFolders } from '../../system/browsers.ts';
import { versionSource } from '../../system/find-browser.ts';
import { browserPolicy, type PolicyKey } from '../policy/browser-policy.ts';
import { type DoctorDeps, type Finding, fault, ok, warning } from './finding.ts';

/** Oldest major version that works: the page's code is built for browsers of 2022. (Web Serial exists since version 89.) */
const oldestMajor = 105;

async function versionOf(path: string, deps: DoctorDeps): Promise<string | undefined> {
  const source = versionSource(path, deps.system);
  const texts =
    'folder' in source ? await deps.list(source.folder) : [await deps.firstLine(source.command, source.args)];
  const versions = texts.flatMap((text) => /\d+(?:\.\d+){3}/.exec(text ?? '')?.[0] ?? []);
  return versions.at(-1);
}

/** Checks which browsers there are, and whether the managed policies of each allow what the page needs. */
export async function checkBrowsers(origin: string, deps: DoctorDeps): Promise<Finding[]> {
  const found = await Promise.all(
    deps.browsers().map(async ({ browser, path }) => ({ browser, version: await versionOf(path, deps) })),
  );
  if (found.length === 0) return [fault('browser', 'none was found', 'Install Chrome, Edge or Chromium.')];
  const versions = found.map(({ browser, version }) => {
    if (version === undefined)
      return warning(
        'browser',
        `${browserNames[browser]} does not tell its version`,
        'Start it once by hand.',
      );
    const name = `${browserNames[browser]} ${version}`;
    return Number.parseInt(version, 10) < oldestMajor
      ? fault('browser', `${name} is too old`, `Update it: ${oldestMajor} is the oldest that works.`)
      : ok('browser', name);
  });
  if (deps.system !== 'linux') return versions;
  const policies = await Promise.all(found.map(({ browser }) => checkPolicy(browser, origin, deps)));
  return [...versions, ...policies];
}

async function checkPolicy(browser: Browser, origin: string, deps: DoctorDeps): Promise<Finding> {
  const check = 'policy';
  const name = browserNames[browser];
  const folder = linuxPolicyFolders[browser];
  const remedy = `sudo hipay-ecr policy --browser ${browser} --write`;
  const names = (await deps.list(folder)).filter((file) => file.endsWith('.json'));
  const shopKeys: Record<string, unknown> = {};
  for (const file of names) {
    const text = await deps.readText(`${folder}/${file}`);
    const keys = readKeys(text);
    if (!keys)
      return fault(
        check,
        `${name}: ${folder}/${file} is not JSON: the browser ignores it`,
        `Correct or remove it; ${remedy}`,
      );
    Object.assign(shopKeys, keys);
  }
  // A shop may allow all ports, or only USB terminals. The finding names what the shop lacks for the closer of the two.
  const missingFor = (allPorts: boolean) => missingKeys(browserPolicy({ origin, allPorts }), shopKeys);
  const lacking = missingFor(true).length < missingFor(false).length ? missingFor(true) : missingFor(false);
  if (lacking.length === 0) return ok(check, `${name}: allows all that the page needs`);
  if (!deps.exists(linuxPolicyFile(browser)) && names.length === 0)
    return warning(check, `${name}: none, so the terminal has to be chosen by hand once`, remedy);
  return warning(check, `${name}: does not fit ${origin} (${lacking.join(', ')})`, remedy);
}

function readKeys(text: string | undefined): object | undefined {
  try {
    const keys: unknown = JSON.parse(text ?? '');
    return typeof keys === 'object' && keys !== null ? keys : undefined;
  } catch {
    return undefined;
  }
}

/** Names of the keys that the shop's policies lack. The shop's values may contain more than ours. */
const missingKeys = (keys: readonly PolicyKey[], shopKeys: Readonly<Record<string, unknown>>): string[] =>
  keys.filter(({ name, value }) => !contains(shopKeys[name], value)).map(({ name }) => name);

function contains(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(actual) && wanted.every((one) => actual.some((item) => contains(item, one)));
  if (typeof wanted === 'object' && wanted !== null)
    return (
      typeof actual === 'object' &&
      actual !== null &&
      Object.entries(wanted).every(([key, value]) =>
        contains((actual as Record<string, unknown>)[key], value),
      )
    );
  return actual === wanted;
}
