import { type FoundTerminal, terminalKept } from '../../core/relay/terminal-messages.ts';

const limitMs = 10_000;

/**
 * Has the sidecar write what was found into its configuration file. False: it could not, or is not there, or cannot say; a
 * person has to look then, and nothing is lost by writing the same again.
 */
export async function keepTerminal(
  url: string,
  found: FoundTerminal,
  fetchSidecar: typeof fetch = fetch,
): Promise<boolean> {
  try {
    const response = await fetchSidecar(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(found),
      redirect: 'error',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(limitMs),
    });
    return terminalKept.safeParse(await response.json()).data?.kept ?? false;
  } catch {
    return false;
  }
}
