import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { parseJson, parseJsonAs } from '../../src/core/parse-json.ts';

describe('the reading of a JSON text', () => {
  it('returns the value', () => {
    expect(parseJson('{"amount":1023}')).toEqual({ amount: 1023 });
    expect(parseJson('null')).toBeNull();
  });
  it.each(['', '{', '{"amount":', new Uint8Array([1]), undefined])('returns undefined for %j', (text) => {
    expect(parseJson(text)).toBeUndefined();
  });
  it('returns a value only if it has the form of the schema', () => {
    const form = z.object({ amount: z.int() });
    expect(parseJsonAs(form, '{"amount":1023}')).toEqual({ amount: 1023 });
    expect(parseJsonAs(form, '{"amount":"10,23"}')).toBeUndefined();
    expect(parseJsonAs(form, '{"amount"')).toBeUndefined();
  });
});
