/** HiPay's requests are a few hundred bytes; a long cart is a few thousand. */
export const largestBody = 65_536;

/** Deeper nesting than any field of ours has; without a limit, repeating it in an answer could exhaust the stack. */
const deepest = 16;

export type BodyReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400 | 413 | 415; readonly reason: string };

const bad = (status: 400 | 413 | 415, reason: string): BodyReading => ({ ok: false, status, reason });

/**
 * Reads a JSON body the way old tills send it: any content type or none, with a byte order mark, in UTF-8, UTF-16 or
 * Windows-1252.
 */
export async function readBody(request: Request, largest = largestBody): Promise<BodyReading> {
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (encoding !== 'identity') return bad(415, `the body must not be compressed (${encoding.slice(0, 20)})`);
  const tooLarge = bad(413, `the body must not be larger than ${largest} bytes`);
  if (Number(request.headers.get('content-length') ?? 0) > largest) return tooLarge;
  const bytes = await readBytes(request.body, largest);
  if (!bytes) return tooLarge;
  const text = decode(bytes).trim();
  if (text === '') return bad(400, 'body: must be a JSON object such as {"amount": "10,23"}');
  try {
    const value: unknown = JSON.parse(text);
    return isShallow(value) ? { ok: true, value } : bad(400, 'body: is nested too deeply');
  } catch {
    return bad(400, 'body: is not valid JSON');
  }
}

/** Undefined when there are more than allowed. */
async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  largest: number,
): Promise<Uint8Array | undefined> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > largest) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function isShallow(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return false;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return true;
}
