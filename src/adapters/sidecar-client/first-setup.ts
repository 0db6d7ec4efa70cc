import {
  type FirstSetup,
  type SetupLook,
  type SetupReply,
  setupLook,
  setupLookPath,
  setupPath,
  setupReply,
} from '../../core/connector-api/first-setup.ts';
import { readLimitedJson } from '../../core/limited-answer.ts';

/** The search for HiPay's program may ask slow programs of the system. */
const limitMs = 30_000;
const largestReply = 256 * 1024;

/** What a sidecar without a configuration has found on its computer. Undefined: it has not answered. */
export const lookForSetup = async (fetchSidecar: typeof fetch = fetch): Promise<SetupLook | undefined> =>
  setupLook.safeParse(await post(setupLookPath, {}, fetchSidecar)).data;

/** Writes the first configuration. Undefined: the sidecar has not answered, or the request was not valid. */
export const writeFirstSetup = async (
  setup: FirstSetup,
  fetchSidecar: typeof fetch = fetch,
): Promise<SetupReply | undefined> => setupReply.safeParse(await post(setupPath, setup, fetchSidecar)).data;

async function post(url: string, body: object, fetchSidecar: typeof fetch): Promise<unknown> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const response = await fetchSidecar(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      credentials: 'same-origin',
      cache: 'no-store',
      signal,
    });
    return await readLimitedJson(response, { bytes: largestReply, signal });
  } catch {
    return undefined;
  }
}
