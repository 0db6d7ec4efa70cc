const bytes = (text: string) => new TextEncoder().encode(text);

const base64url = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A token is `id.secret`: the sidecar is told the id first, and the secret once it has proved that it knows it. */
export const tokenId = (token: string): string => token.split('.')[0] ?? '';

export const freshNonce = (): string => base64url(crypto.getRandomValues(new Uint8Array(24)).buffer);

/**
 * Does the program at the port know our token? Whoever took the port before the sidecar could start does not, and must not
 * get it. Pages without TLS have no WebCrypto: they have nothing that could be kept from a listener either.
 */
export async function isProof(proof: string, token: string, nonce: string): Promise<boolean> {
  const { subtle } = crypto;
  if (!subtle) return true;
  const secret = bytes(token.split('.')[1] ?? '');
  const hash = { name: 'HMAC', hash: 'SHA-256' };
  const key = await subtle.importKey('raw', await subtle.digest('SHA-256', secret), hash, false, ['sign']);
  return base64url(await subtle.sign('HMAC', key, bytes(`${nonce} ${location.origin}`))) === proof;
}
