import type { CallResult, ConnectorApi } from '../../core/relay/connector-api.ts';
import { linesOf } from './lines-of.ts';

type Refusal = Omit<Extract<CallResult<'importRecords'>, { imported: false }>, 'imported'>;

export interface AddedRecords {
  readonly added: number;
  readonly known: number;
  /** Why it went no further; `cut-off`: the file ends before its last piece. */
  readonly stopped?: Refusal | { readonly failure: 'cut-off' };
}

/**
 * Adds a copy of records piece by piece. What was added before a failure stays; the same file can be added again. A file
 * whose first line says nothing may be one piece that somebody's editor broke into lines.
 */
export async function addRecords(
  file: Blob,
  connector: Pick<ConnectorApi, 'importRecords'>,
): Promise<AddedRecords> {
  const found = await addPieces(linesOf(file), connector);
  const unread = found.stopped?.failure === 'request-invalid' && found.added + found.known === 0;
  return unread && file.size <= longestPiece ? addPieces([await file.text()], connector) : found;
}

const longestPiece = 200_000_000;

async function addPieces(
  pieces: AsyncIterable<string> | Iterable<string>,
  connector: Pick<ConnectorApi, 'importRecords'>,
): Promise<AddedRecords> {
  let [added, known] = [0, 0];
  let more: boolean | undefined;
  for await (const text of pieces) {
    if (text.trim() === '') continue;
    const answer = await connector.importRecords({ text });
    if (!answer.imported) return { added, known, stopped: answer };
    added += answer.added;
    known += answer.known;
    more = answer.more ?? false;
  }
  if (more === false) return { added, known };
  const empty: Refusal = { failure: 'request-invalid', detail: 'an empty file' };
  return { added, known, stopped: more ? { failure: 'cut-off' } : empty };
}
