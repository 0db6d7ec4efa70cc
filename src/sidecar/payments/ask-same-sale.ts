import { randomUUID } from 'node:crypto';
import type { CallParams, CallResult, ConnectorApi } from '../../core/connector-api/connector-api.ts';

/** Asks a person at the page. When the till leaves, the question ends there too: its answer would reach no till. */
export async function askSameSale(
  connector: Pick<ConnectorApi, 'askSameSale' | 'answerSameSale'> | undefined,
  asked: Omit<CallParams<'askSameSale'>, 'id'>,
  left: AbortSignal | undefined,
): Promise<CallResult<'askSameSale'>['answer']> {
  if (!connector || left?.aborted) return 'none';
  const id = randomUUID();
  // A page of an older version does not know this answer; its question ends by time.
  const onLeft = () => void connector.answerSameSale({ id, answer: 'none' }).catch(() => {});
  left?.addEventListener('abort', onLeft);
  try {
    return (await connector.askSameSale({ ...asked, id })).answer;
  } catch {
    return 'none';
  } finally {
    left?.removeEventListener('abort', onLeft);
  }
}
