interface PostOptions {
  readonly fetchSidecar: typeof fetch;
  readonly signal: AbortSignal;
}

/**
 * Sends a JSON body to the page's own sidecar, with the pairing cookie of the page. A redirect is an error: no other server
 * may get the body. Rejects as `fetch` does.
 */
export const postToSidecar = (
  url: string,
  body: object,
  { fetchSidecar, signal }: PostOptions,
): Promise<Response> =>
  fetchSidecar(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    redirect: 'error',
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  });
