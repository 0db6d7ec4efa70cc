import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLoopbackUrl } from '../../core/settings/gateway-url.ts';
import { largestPackage, type ReleaseIndex, readReleaseIndex } from '../../core/update/release-index.ts';
import { readUpdateKey, signatureFault, type UpdateKey } from './minisign.ts';

/** A release that cannot be used. The message says which one, why, and what to do. */
export class ReleaseFault extends Error {
  override readonly name = 'ReleaseFault';
}

/** A package on this computer, checked against its index if it has one. */
export interface FetchedPackage {
  readonly path: string;
  /** Absent if a person has named a package without an index. */
  readonly index?: ReleaseIndex;
  /** Removes what was downloaded. */
  tidy(): Promise<void>;
}

export interface SourceDeps {
  readonly fetchUrl: typeof fetch;
  /** `connector.update_key`, a public key of minisign. */
  readonly updateKey: string | undefined;
  /** Checks the index before the package is fetched. Throws if this release must not be taken, or is not wanted. */
  readonly checkWanted: (index: ReleaseIndex) => void;
}

const indexFile = 'index.json';
const signatureFile = 'index.json.minisig';
const largestIndex = 65_536;
/** Time limit of a download: in an hour even a slow connection takes 40 MB. */
const downloadMs = 3_600_000;
const nothingChanged = 'Nothing was changed.';

/** Gets a release from a package, a folder of releases, or the https address of such a folder. Rejects with a ReleaseFault. */
export async function getRelease(from: string, deps: SourceDeps): Promise<FetchedPackage> {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(from)) return getFromUrl(from, deps);
  const found = await stat(from).catch(() => undefined);
  if (!found) throw new ReleaseFault(`${from}: there is no such file or folder. ${nothingChanged}`);
  return found.isDirectory() ? getFromFolder(from, deps) : getFile(from, found.size);
}

async function getFile(path: string, size: number): Promise<FetchedPackage> {
  if (size > largestPackage)
    throw new ReleaseFault(
      `${path}: is larger than ${largestPackage} bytes, so it is no package. ${nothingChanged}`,
    );
  return { path, tidy: async () => {} };
}

/** A folder on this computer needs no signature. If it has one and there is a key, a wrong signature is refused. */
async function getFromFolder(folder: string, deps: SourceDeps): Promise<FetchedPackage> {
  const content = await readFile(join(folder, indexFile)).catch(() => {
    throw new ReleaseFault(
      `${join(folder, indexFile)} cannot be read. Name the .tgz file instead. ${nothingChanged}`,
    );
  });
  const signature = await readFile(join(folder, signatureFile), 'utf8').catch(() => undefined);
  if (signature !== undefined && deps.updateKey !== undefined)
    checkSignature(content, signature, keyOf(deps.updateKey), join(folder, signatureFile));
  const index = indexOf(content, join(folder, indexFile));
  deps.checkWanted(index);
  const path = join(folder, index.file);
  const { size } = await stat(path).catch(() => {
    throw new ReleaseFault(
      `${path} is missing. Copy the whole folder of the release again. ${nothingChanged}`,
    );
  });
  await checkPackage(path, size, index, path);
  return { path, index, tidy: async () => {} };
}

async function getFromUrl(address: string, deps: SourceDeps): Promise<FetchedPackage> {
  const base = URL.canParse(address) ? new URL(address.endsWith('/') ? address : `${address}/`) : undefined;
  if (!base || (base.protocol !== 'https:' && !isLoopbackUrl(address)))
    throw new ReleaseFault(`${address}: updates come over https only. ${nothingChanged}`);
  if (deps.updateKey === undefined)
    throw new ReleaseFault(
      `${address}: without connector.update_key in config.yml nothing is taken from a network, because nothing would prove who made it. Write the public key of minisign there, or name a file. ${nothingChanged}`,
    );
  const key = keyOf(deps.updateKey);
  const at = (name: string) => new URL(name, base).href;
  const content = await download(at(indexFile), largestIndex, deps);
  const signature = await download(at(signatureFile), largestIndex, deps);
  checkSignature(content, signature.toString('utf8'), key, at(signatureFile));
  const index = indexOf(content, at(indexFile));
  deps.checkWanted(index);
  const folder = await mkdtemp(join(tmpdir(), 'hipay-ecr-update-'));
  const tidy = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'package.tgz');
    const size = await downloadTo(path, at(index.file), index.size, deps);
    await checkPackage(path, size, index, at(index.file));
    return { path, index, tidy };
  } catch (error) {
    await tidy();
    throw error;
  }
}

function keyOf(text: string): UpdateKey {
  const key = readUpdateKey(text);
  if (key) return key;
  throw new ReleaseFault(
    `connector.update_key in config.yml is no public key of minisign (its line begins with RW). ${nothingChanged}`,
  );
}

function checkSignature(content: Uint8Array, signature: string, key: UpdateKey, where: string): void {
  const fault = signatureFault(content, signature, key);
  if (fault === undefined) return;
  throw new ReleaseFault(
    `${where}: ${fault}. Do not use this release: ask its maker. Only if the maker has a new key, change connector.update_key. ${nothingChanged}`,
  );
}

function indexOf(content: Uint8Array, where: string): ReleaseIndex {
  const index = readReleaseIndex(Buffer.from(content).toString('utf8'));
  if (index) return index;
  throw new ReleaseFault(`${where} is no index of releases that this version can read. ${nothingChanged}`);
}

async function checkPackage(path: string, size: number, index: ReleaseIndex, where: string): Promise<void> {
  const sum = createHash('sha256');
  if (size === index.size) for await (const chunk of createReadStream(path)) sum.update(chunk as Buffer);
  if (size === index.size && sum.digest('hex') === index.sha256) return;
  throw new ReleaseFault(
    `${where} is not the file that ${indexFile} names (size or sum differ). Copy it again; if that does not help, ask its maker. ${nothingChanged}`,
  );
}

async function open200(url: string, { fetchUrl }: SourceDeps): Promise<ReadableStream<Uint8Array>> {
  const unreachable = (why: string) =>
    new ReleaseFault(
      `${url} cannot be fetched (${why}). Look at the network and at connector.update_url. ${nothingChanged}`,
    );
  const reply = await fetchUrl(url, {
    // A redirection could lead to http, or to a program on this computer.
    redirect: 'error',
    signal: AbortSignal.timeout(downloadMs),
  }).catch((error: Error) => {
    throw unreachable(`${(error.cause as Error | undefined)?.message ?? error.message}`);
  });
  if (reply.status !== 200 || !reply.body) throw unreachable(`status ${reply.status}`);
  return reply.body;
}

async function* limited(url: string, most: number, deps: SourceDeps): AsyncGenerator<Uint8Array> {
  let length = 0;
  const body = await open200(url, deps);
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > most) throw new ReleaseFault(`${url} is longer than ${most} bytes. ${nothingChanged}`);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof ReleaseFault) throw error;
    throw new ReleaseFault(`${url} ended early (${(error as Error).message}). Try again. ${nothingChanged}`);
  }
}

async function download(url: string, most: number, deps: SourceDeps): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of limited(url, most, deps)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function downloadTo(path: string, url: string, size: number, deps: SourceDeps): Promise<number> {
  const file = await open(path, 'wx', 0o600);
  let length = 0;
  try {
    for await (const chunk of limited(url, size, deps)) {
      await file.writeFile(chunk);
      length += chunk.length;
    }
  } finally {
    await file.close();
  }
  return length;
}
