import { randomUUID } from 'node:crypto';
import type { CallParams, CallResult, ConnectorApi } from '../../core/connector-api/connector-api.ts';

/** Asks a person at the page. When the till leaves, the page closes the question, because the answer would reach no till. */
export async function askSameSale(
  connector: Pick<ConnectorApi, 'askSameSale' | 'answerSameSale'> | undefined,
  question: Omit<CallParams<'askSameSale'>, 'id'>,
  left: AbortSignal | undefined,
): Promise<CallResult<'askSameSale'>['answer']> {
  if (!connector || left?.aborted) return 'none';
  const id = randomUUID();
  // A page of an older version does not know the answer `none`: its question closes after the time limit.
  const onLeft = () => void connector.answerSameSale({ id, answer: 'none' }).catch(() => {});
  left?.addEventListener('abort', onLeft);
  try {
    return (await connector.askSameSale({ ...question, id })).answer;
  } catch {
    return 'none';
  } finally {
    left?.removeEventListener('abort', onLeft);
  }
}
