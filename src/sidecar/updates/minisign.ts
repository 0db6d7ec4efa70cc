import { createHash, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto';

/** A public key of minisign: the algorithm `Ed`, eight bytes that name the key, and the Ed25519 key. */
export interface UpdateKey {
  readonly id: Uint8Array;
  readonly key: KeyObject;
}

/** Reads the key as `minisign -G` prints it: its line in base64, or its whole file. Undefined if it is no such key. */
export function readUpdateKey(text: string): UpdateKey | undefined {
  const bytes = base64(text.trim().split(/\r?\n/).at(-1)?.trim() ?? '', 42);
  if (bytes?.toString('latin1', 0, 2) !== 'Ed') return undefined;
  const x = bytes.subarray(10).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { id: bytes.subarray(2, 10), key };
}

/** Longest signature file, characters. The signer may write two comments of any length. */
const longestSignature = 4096;
const trusted = 'trusted comment: ';

/**
 * Checks a signature file of minisign over a file. `Ed` signs the file itself, `ED` its BLAKE2b-512. The second signature
 * covers the first and the trusted comment.
 *
 * @returns why the signature is not valid. Undefined if it is valid
 */
export function signatureFault(
  content: Uint8Array,
  signatureFile: string,
  { id, key }: UpdateKey,
): string | undefined {
  if (signatureFile.length > longestSignature) return 'the signature file is too long';
  const [first, signatureLine = '', comment = '', globalLine = ''] = signatureFile.split(/\r?\n/);
  const signature = base64(signatureLine.trim(), 74);
  const global = base64(globalLine.trim(), 64);
  if (!first?.startsWith('untrusted comment:') || !signature || !global || !comment.startsWith(trusted))
    return 'it is no signature file of minisign';
  const algorithm = signature.toString('latin1', 0, 2);
  if (algorithm !== 'Ed' && algorithm !== 'ED') return 'its algorithm is not known';
  if (!timingSafeEqual(signature.subarray(2, 10), id)) return 'it was made with another key';
  const own = signature.subarray(10);
  const signed = algorithm === 'ED' ? createHash('blake2b512').update(content).digest() : content;
  if (!verify(null, signed, key, own)) return 'the signature is wrong';
  const both = Buffer.concat([own, Buffer.from(comment.slice(trusted.length), 'utf8')]);
  return verify(null, both, key, global) ? undefined : 'the signature of its comment is wrong';
}

/** The bytes of a base64 text. Undefined if it is none, or has another number of bytes. */
function base64(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined;
}
