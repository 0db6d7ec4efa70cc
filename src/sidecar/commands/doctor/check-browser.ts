import { win32 } from 'node:path';
import { browserPrograms } from '../../browser/find-browser.ts';
import { type Browser, browserNames, browsers, linuxFile, linuxFolders } from '../../program/platforms.ts';
import { browserPolicy, type PolicyKey } from '../policy/browser-policy.ts';
import { type DoctorDeps, type Finding, fault, ok, warning } from './finding.ts';

/** Oldest major version that works: the page's code is built for browsers of 2022. (Web Serial exists since version 89.) */
const oldestMajor = 105;

const windowsRoots = ['C:\\Program Files', 'C:\\Program Files (x86)'];

/** The browser's program folders on Windows. A subfolder is named after the version; `--version` would open a window there. */
const windowsFolders = (browser: Browser): string[] =>
  windowsRoots.map((root) => win32.dirname(win32.join(root, browserPrograms[browser].windows)));

async function versionOf(browser: Browser, deps: DoctorDeps): Promise<string | undefined> {
  if (deps.platform === 'win32') {
    const names = (await Promise.all(windowsFolders(browser).map(deps.list))).flat();
    return names.find((name) => /^\d+(?:\.\d+){3}$/.test(name));
  }
  const { linux, macos } = browserPrograms[browser];
  const programs = deps.platform === 'darwin' ? [`/Applications/${macos}`] : linux;
  for (const program of programs) {
    const version = /\d+(?:\.\d+){3}/.exec((await deps.firstLine(program, ['--version'])) ?? '')?.[0];
    if (version) return version;
  }
  return undefined;
}

/** Checks which browsers there are, and whether the managed policies of each allow what the page needs. */
export async function checkBrowsers(origin: string, deps: DoctorDeps): Promise<Finding[]> {
  const found: { browser: Browser; version: string }[] = [];
  for (const browser of browsers) {
    const version = await versionOf(browser, deps);
    if (version) found.push({ browser, version });
  }
  if (found.length === 0) return [fault('browser', 'none was found', 'Install Chrome, Edge or Chromium.')];
  const versions = found.map(({ browser, version }) => {
    const name = `${browserNames[browser]} ${version}`;
    return Number.parseInt(version, 10) < oldestMajor
      ? fault('browser', `${name} is too old`, `Update it: ${oldestMajor} is the oldest that works.`)
      : ok('browser', name);
  });
  if (deps.platform !== 'linux') return versions;
  const policies = await Promise.all(found.map(({ browser }) => checkPolicy(browser, origin, deps)));
  return [...versions, ...policies];
}

async function checkPolicy(browser: Browser, origin: string, deps: DoctorDeps): Promise<Finding> {
  const check = 'policy';
  const name = browserNames[browser];
  const folder = linuxFolders[browser];
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
  if (!deps.exists(linuxFile(browser)) && names.length === 0)
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
