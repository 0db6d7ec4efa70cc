import { dropAnswer, type StreamedAnswer } from '../../core/limited-answer.ts';

/** Result of opening the pairing link of the sidecar. The token in this link can be exchanged for a cookie once. */
export type Pairing = 'none' | 'paired' | 'refused' | 'unreachable';

/** The part of the page that pairing uses. */
export interface PairingPage {
  readonly hash: string;
  /** Removes the token from the address, so that no history, bookmark or screenshot shows it. */
  dropHash(): void;
  fetch(url: string, init: RequestInit): Promise<{ readonly ok: boolean } & Partial<StreamedAnswer>>;
}

export const browserPage: PairingPage = {
  get hash() {
    return location.hash;
  },
  dropHash: () => history.replaceState(null, '', location.pathname + location.search),
  fetch: (url, init) => fetch(url, init),
};

export const tokenOf = (hash: string): string | undefined => /^#pair=([\w-]{1,256})$/.exec(hash)?.[1];

/** Sends the token of `#pair=<token>` to the sidecar that served this page. Never throws. */
export async function pair(page: PairingPage): Promise<Pairing> {
  const token = tokenOf(page.hash);
  if (token === undefined) return 'none';
  page.dropHash();
  try {
    const answer = await page.fetch('/pair', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
      credentials: 'same-origin',
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    dropAnswer(answer);
    return answer.ok ? 'paired' : 'refused';
  } catch {
    return 'unreachable';
  }
}
