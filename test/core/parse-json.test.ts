import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseJson, parseJsonAs } from '../../src/core/parse-json.ts';

describe('a JSON text', () => {
  it('is read as its value', () => {
    expect(parseJson('{"amount":1023}')).toEqual({ amount: 1023 });
    expect(parseJson('null')).toBeNull();
  });
  it.each(['', '{', '{"amount":', new Uint8Array([1]), undefined])('%j is none', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
  it('is taken only in the form that is asked for', () => {
    const form = z.object({ amount: z.int() });
    expect(parseJsonAs(form, '{"amount":1023}')).toEqual({ amount: 1023 });
    expect(parseJsonAs(form, '{"amount":"10,23"}')).toBeUndefined();
    expect(parseJsonAs(form, '{"amount"')).toBeUndefined();
  });
});
