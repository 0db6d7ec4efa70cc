import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { inEnglish } from '../../../src/core/settings/english-remarks.ts';
import { remarkOf } from '../../../src/core/settings/issue-remark.ts';
import { asMessage, remark } from '../../../src/core/settings/remark.ts';
import { englishMessages } from '../../../src/core/zod-english.ts';

const issueOf = (schema: z.ZodMiniType, value: unknown) => {
  const [issue] = schema.safeParse(value, englishMessages).error?.issues ?? [];
  if (!issue) throw new Error('nothing is wrong');
  return issue;
};

describe('an issue of zod', () => {
  test('becomes a remark with our code and its values', () => {
    const schema = z.object({ a: z.object({ b: z.string(asMessage('whole', { min: '1', max: '2' })) }) });
    expect(remarkOf(issueOf(schema, { a: {} }))).toEqual(remark('whole', 'a.b', { min: '1', max: '2' }));
  });
  test.each([
    [{ lnk: 1 }, 'unknown-key', 'Unrecognized key: "lnk"'],
    [{ lnk: 1, scrpt: 2 }, 'unknown-keys', 'Unrecognized keys: "lnk", "scrpt"'],
  ])('about the unknown keys of %j becomes the remark %s', (value, code, sentence) => {
    const issue = issueOf(z.strictObject({}), value);
    expect(remarkOf(issue)).toMatchObject({ key: '', code });
    expect(inEnglish(remarkOf(issue))).toBe(sentence);
    expect(sentence).toBe(issue.message);
  });
  test('without our code keeps the message of zod', () => {
    const issue = issueOf(z.object({ a: z.array(z.string()).check(z.minLength(1)) }), { a: [] });
    expect(remarkOf(issue)).toEqual(remark('invalid', 'a', { detail: issue.message }));
    expect(inEnglish(remarkOf(issue))).toBe(`a: ${issue.message}`);
  });
});
