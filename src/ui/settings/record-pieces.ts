import type { ConnectorApi } from '../../core/relay/connector-api.ts';

/**
 * Every payment as the lines of a file. Each goes into a Blob at once, which the browser keeps out of the page, and
 * on disk where memory is short: a million payments are two gigabytes, and a text of Chromium's ends at half of one.
 */
export async function recordPieces(connector: Pick<ConnectorApi, 'exportRecordsPiece'>): Promise<Blob[]> {
  const pieces: Blob[] = [];
  for (let after: Parameters<typeof connector.exportRecordsPiece>[0]['after']; ; ) {
    const { text, next } = await connector.exportRecordsPiece(after ? { after } : {});
    pieces.push(new Blob([text, '\n']));
    if (!next) return pieces;
    after = next;
  }
}
