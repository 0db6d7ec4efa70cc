import { bearer } from '../auth/owner-key.ts';
import { readRunningFile } from './running-file.ts';

/** A sidecar of this home folder, as its owner reaches it. */
export interface OwnSidecar {
  readonly port: number;
  readonly pid: number;
  /** Undefined: nobody answers there. */
  call(method: 'GET' | 'POST', path: string): Promise<{ status: number; body: unknown } | undefined>;
}

/** Undefined: none runs, or it was killed so early that it left nothing. */
export async function ownSidecar(folder: string, fetching: typeof fetch): Promise<OwnSidecar | undefined> {
  const running = await readRunningFile(folder);
  if (!running) return undefined;
  const { port, pid, key } = running;
  return {
    port,
    pid,
    async call(method, path) {
      try {
        const reply = await fetching(`http://127.0.0.1:${port}${path}`, {
          method,
          headers: { authorization: bearer(key) },
          signal: AbortSignal.timeout(10_000),
        });
        return { status: reply.status, body: await reply.json().catch(() => undefined) };
      } catch {
        return undefined;
      }
    },
  };
}
