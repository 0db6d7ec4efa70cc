// Writes two files about the packages in the bundles: their licenses (dist/THIRD-PARTY-LICENSES), and a software bill of
// materials (dist/sbom.cdx.json, CycloneDX 1.6). Neither contains a time, so the same sources give the same files.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

interface BundledPackage {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly texts: readonly string[];
}

interface Lockfile {
  readonly packages: Record<string, { version?: string; integrity?: string }>;
}

/** A Vite plugin that collects packages in each build, and a function that writes the two files for all of them. */
export function bundledPackages(top: string): { plugin: () => Plugin; write: () => void } {
  const folders = new Set<string>();
  return {
    plugin: () => ({
      name: 'bundled-packages',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          if (output.type !== 'chunk') continue;
          for (const id of output.moduleIds) {
            const folder = packageFolder(id, top);
            if (folder !== undefined) folders.add(folder);
          }
        }
      },
    }),
    write() {
      const found = [...folders].map((folder) => readPackage(folder));
      const packages = [...new Map(found.map((each) => [`${each.name}@${each.version}`, each])).values()];
      packages.sort((a, b) => (a.name < b.name ? -1 : 1));
      writeFileSync(join(top, 'dist/THIRD-PARTY-LICENSES'), licenseTexts(packages));
      writeFileSync(join(top, 'dist/sbom.cdx.json'), `${JSON.stringify(billOf(packages, top), null, 2)}\n`);
    },
  };
}

/**
 * Folder of the package that a module belongs to; undefined for a module of this project. Modules that the bundler adds
 * have ids such as `\0vite/...`, without a path.
 */
function packageFolder(id: string, top: string): string | undefined {
  const bundler = /^\0(vite|rolldown)\//.exec(id)?.[1];
  if (bundler) return join(top, 'node_modules', bundler);
  return /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id.replaceAll('\\', '/'))?.[1];
}

function readPackage(folder: string): BundledPackage {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const licenseFiles = readdirSync(folder).filter((file) =>
    /^(?:licen[cs]e|notice|copying)(?:[.-].*)?$/i.test(file),
  );
  return {
    name,
    version,
    license,
    texts: licenseFiles.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim()),
  };
}

const separator = `${'-'.repeat(80)}\n`;

const licenseTexts = (packages: readonly BundledPackage[]): string =>
  [
    'Parts of these packages are in this program and its page.\n\n',
    ...packages.map(({ name, version, license, texts }) =>
      [
        `${separator}${name} ${version}: ${license}\n${separator}\n`,
        ...texts.map((text) => `${text}\n\n`),
      ].join(''),
    ),
  ].join('');

function billOf(packages: readonly BundledPackage[], top: string): object {
  const own = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  const lock = JSON.parse(readFileSync(join(top, 'package-lock.json'), 'utf8')) as Lockfile;
  const component = ({ name, version, license }: Omit<BundledPackage, 'texts'>, type: string) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return { type, 'bom-ref': purl, name, version, licenses: [{ license: { id: license } }], purl };
  };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component(own, 'application') },
    components: packages.map((each) => ({ ...component(each, 'library'), ...hashesIn(lock, each) })),
  };
}

/** Hash of the package file from npm. The lockfile holds it as `sha512-` and base64; CycloneDX wants hexadecimal. */
function hashesIn(lock: Lockfile, { name, version }: BundledPackage): object {
  const entry = Object.entries(lock.packages).find(
    ([path, locked]) => path.endsWith(`node_modules/${name}`) && locked.version === version,
  );
  const sha512 = entry?.[1].integrity?.replace(/^sha512-/, '');
  return sha512
    ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }] }
    : {};
}
