import { describe, expect, it } from 'vitest';
import type { CallResult } from '../../../src/core/connector-api/connector-api.ts';
import { addRecords, recordPieces } from '../../../src/ui/settings/ecr-records-card.ts';

type Answer = CallResult<'importRecords'>;
const some = (added: number, known: number, more?: true): Answer => ({
  imported: true,
  added,
  known,
  ...(more && { more }),
});
const noCopy: Answer = { imported: false, failure: 'request-invalid', detail: 'not a copy of records' };

/** A connector that answers each text from the table; any other text is no copy. */
async function adding(text: string, answers: Record<string, Answer>) {
  const asked: string[] = [];
  const importRecords = async (params: { text: string }) => {
    asked.push(params.text);
    return answers[params.text] ?? noCopy;
  };
  return { ...(await addRecords(new Blob([text]), { importRecords })), asked };
}

describe('a copy of records as a file', () => {
  it('is written in pieces, one on each line, up to the last', async () => {
    const mark = { createdAt: 1, paymentId: 'p' };
    const pieces = await recordPieces({
      exportRecordsPiece: async ({ after }) => (after ? { text: 'second' } : { text: 'first', next: mark }),
    });
    expect(await new Blob(pieces).text()).toBe('first\nsecond\n');
  });
  it('is read in pieces, and the counts are added up', async () => {
    const found = await adding('é1\n{2}\n', { é1: some(2, 1, true), '{2}': some(3, 0) });
    expect(found).toEqual({ added: 5, known: 1, asked: ['é1', '{2}'] });
  });
  it('of one piece is complete, with or without an end of line', async () => {
    for (const text of ['1', '1\n', '1\r\n']) {
      const found = await adding(text, { '1': some(1, 0), '1\r': some(1, 0) });
      expect(found).toMatchObject({ added: 1, known: 0 });
      expect(found).not.toHaveProperty('stopped');
    }
  });
  it('that ends before its last piece is reported as cut off, although each line can be read', async () => {
    const found = await adding('1\n2\n', { '1': some(1, 0, true), '2': some(1, 0, true) });
    expect(found).toMatchObject({ added: 2, stopped: { failure: 'cut-off' } });
  });
  it('with an unreadable line stops there, and reports what was added', async () => {
    const found = await adding('1\n2\n3\n', { '1': some(4, 1, true), '3': some(1, 0) });
    expect(found).toMatchObject({ added: 4, known: 1, stopped: { failure: 'request-invalid' } });
    expect(found.asked).toEqual(['1', '2']);
  });
  it('that an editor has split into lines is read as a whole', async () => {
    const found = await adding('{\n}\n', { '{\n}\n': some(1, 0) });
    expect(found).toMatchObject({ added: 1, known: 0 });
    expect(found).not.toHaveProperty('stopped');
  });
  it('that is empty, or a file of another kind, is refused', async () => {
    for (const text of ['', '\n', 'hello']) {
      expect(await adding(text, {})).toMatchObject({ added: 0, stopped: { failure: 'request-invalid' } });
    }
  });
});
