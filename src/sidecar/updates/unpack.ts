import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { createGunzip } from 'node:zlib';
import { packagePath } from '../../core/update/package-path.ts';
import { PackageFault, TarReader } from '../../core/update/tar-reader.ts';
import { type Installation, unfinishedPrefix } from './installation.ts';
import { readPackageFile } from './package-file.ts';

/** Largest package once it is unpacked. A version has some 200 files, and with its own Node some 120 MB. */
const limits = { files: 5000, bytes: 600_000_000 };

/**
 * Unpacks a package beside the other versions, and checks its files by the package's own sums. A folder gets the name of its
 * version only when it is complete. Rejects with a PackageFault, or with what `mayReplace` throws.
 *
 * @param expected the version that the package must have. Undefined if it may have any
 * @param mayReplace throws if this version must not be installed
 */
export async function unpackVersion(
  packagePath: string,
  installation: Installation,
  expected: string | undefined,
  mayReplace: (version: string) => void | Promise<void>,
): Promise<string> {
  const staging = installation.folderOf(`${unfinishedPrefix}${process.pid}`);
  await rm(staging, { recursive: true, force: true });
  try {
    await unpackInto(packagePath, staging);
    const { version } = await readPackageFile(staging);
    if (expected !== undefined && version !== expected)
      throw new PackageFault(`it is version ${version}, and ${expected} was announced`);
    const named = await checkSums(staging);
    await checkSurplus(staging, named);
    // Last: the download and the sums take a while, and the folder of this name may be in use by now.
    await mayReplace(version);
    // A version of that name is not the running one, or it is damaged and gets its files back.
    await installation.putVersion(staging, version);
    return version;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function unpackInto(path: string, folder: string): Promise<void> {
  const reader = new TarReader(limits);
  const source = createReadStream(path);
  const chunks = source.pipe(createGunzip());
  source.on('error', (error) => chunks.destroy(error));
  let file: FileHandle | undefined;
  try {
    for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
      for (const event of reader.push(chunk)) {
        if (event.is === 'file') {
          const to = join(folder, event.path);
          await mkdir(dirname(to), { recursive: true });
          file = await open(to, 'wx', event.isExecutable ? 0o755 : 0o644);
        } else if (event.is === 'data') await file?.writeFile(event.bytes);
        else {
          await file?.sync();
          await file?.close();
          file = undefined;
        }
      }
    }
    reader.end();
  } catch (error) {
    if (error instanceof PackageFault) throw error;
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE')
      throw new PackageFault(`it is no package of npm (${message})`);
    throw error;
  } finally {
    source.destroy();
    await file?.close();
  }
}

const sumsFile = 'dist/SHA256SUMS';

/** What is wrong with the files of a version on the disk; undefined: nothing. */
export async function findDamage(folder: string): Promise<string | undefined> {
  try {
    await readPackageFile(folder);
    await checkSums(folder);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Checks that `dist/SHA256SUMS` names those files without which nothing runs, and the sums. Returns the names. */
async function checkSums(folder: string): Promise<ReadonlySet<string>> {
  const text = await readFile(join(folder, sumsFile), 'utf8').catch(() => '');
  const named = new Set<string>();
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (sum === undefined || path === undefined || packagePath(`package/${path}`) === undefined)
      throw new PackageFault('its dist/SHA256SUMS cannot be read');
    const content = await readFile(join(folder, path)).catch(() => undefined);
    if (!content) throw new PackageFault(`${path} is missing`);
    if (createHash('sha256').update(content).digest('hex') !== sum)
      throw new PackageFault(`${path} is damaged`);
    named.add(path);
  }
  for (const path of ['package.json', 'dist/sidecar/main.js', 'dist/pwa/index.html'])
    if (!named.has(path)) throw new PackageFault(`its dist/SHA256SUMS does not name ${path}`);
  return named;
}

/** Checks that a package has no file without a sum. */
async function checkSurplus(folder: string, named: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/');
    if (!entry.isDirectory() && path !== sumsFile && !named.has(path))
      throw new PackageFault(`its dist/SHA256SUMS does not name ${path}`);
  }
}
