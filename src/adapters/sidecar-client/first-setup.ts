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
import { postToSidecar } from './post-to-sidecar.ts';

/** Time limit of a request. The sidecar's search for HiPay's program may ask slow programs of the system. */
const limitMs = 30_000;
const largestReply = 256 * 1024;

/** Asks a sidecar without a configuration what is on its computer. Undefined if it does not answer, or refuses. */
export const lookForSetup = async (fetchSidecar: typeof fetch = fetch): Promise<SetupLook | undefined> =>
  setupLook.safeParse(await post(setupLookPath, {}, fetchSidecar)).data;

/** Lets the sidecar write the first configuration. Undefined if it does not answer, or the request has a wrong form. */
export const writeFirstSetup = async (
  setup: FirstSetup,
  fetchSidecar: typeof fetch = fetch,
): Promise<SetupReply | undefined> => setupReply.safeParse(await post(setupPath, setup, fetchSidecar)).data;

async function post(url: string, body: object, fetchSidecar: typeof fetch): Promise<unknown> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    const response = await postToSidecar(url, body, { fetchSidecar, signal });
    return await readLimitedJson(response, { bytes: largestReply, signal });
  } catch {
    return undefined;
  }
}
