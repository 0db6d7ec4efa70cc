import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../../src/core/connector-api/connector-api.ts';
import { addRecords, recordPieces } from '../../../src/ui/settings/ecr-records-card.ts';

type Answer = CallResult<'importRecords'>;
const importedCounts = (added: number, known: number, more?: true): Answer => ({
  imported: true,
  added,
  known,
  ...(more && { more }),
});
const noCopy: Answer = { imported: false, failure: 'request-invalid', detail: 'not a copy of records' };

/** Adds a text to a connector that answers each piece from the table; any other piece is no copy. */
async function addText(text: string, answers: Record<string, Answer>) {
  const asked: string[] = [];
  const importRecords = async (params: { text: string }) => {
    asked.push(params.text);
    return answers[params.text] ?? noCopy;
  };
  return { ...(await addRecords(new Blob([text]), { importRecords })), asked };
}

describe('a copy of records as a file', () => {
  it('writes a copy in pieces, one on each line, up to the last', async () => {
    const mark = { createdAt: 1, paymentId: 'p' };
    const pieces = await recordPieces({
      exportRecordsPiece: async ({ after }) => (after ? { text: 'second' } : { text: 'first', next: mark }),
    });
    expect(await new Blob(pieces).text()).toBe('first\nsecond\n');
  });
  it('reads a copy in pieces, and adds up the counts', async () => {
    const found = await addText('é1\n{2}\n', { é1: importedCounts(2, 1, true), '{2}': importedCounts(3, 0) });
    expect(found).toEqual({ added: 5, known: 1, asked: ['é1', '{2}'] });
  });
  it('reads a copy of one piece, with or without an end of line', async () => {
    for (const text of ['1', '1\n', '1\r\n']) {
      const found = await addText(text, { '1': importedCounts(1, 0), '1\r': importedCounts(1, 0) });
      expect(found).toMatchObject({ added: 1, known: 0 });
      expect(found).not.toHaveProperty('stopped');
    }
  });
  it('reports a copy that ends before its last piece as cut off, although each line can be read', async () => {
    const found = await addText('1\n2\n', {
      '1': importedCounts(1, 0, true),
      '2': importedCounts(1, 0, true),
    });
    expect(found).toMatchObject({ added: 2, stopped: { failure: 'cut-off' } });
  });
  it('stops at an unreadable line, and reports what was added before', async () => {
    const found = await addText('1\n2\n3\n', { '1': importedCounts(4, 1, true), '3': importedCounts(1, 0) });
    expect(found).toMatchObject({ added: 4, known: 1, stopped: { failure: 'request-invalid' } });
    expect(found.asked).toEqual(['1', '2']);
  });
  it('reads a copy as a whole if an editor has split it into lines', async () => {
    const found = await addText('{\n}\n', { '{\n}\n': importedCounts(1, 0) });
    expect(found).toMatchObject({ added: 1, known: 0 });
    expect(found).not.toHaveProperty('stopped');
  });
  it('refuses an empty file and a file of another kind', async () => {
    for (const text of ['', '\n', 'hello']) {
      expect(await addText(text, {})).toMatchObject({ added: 0, stopped: { failure: 'request-invalid' } });
    }
  });
});
