import { expect, test } from 'vitest';
import { englishRemarks } from '../../../src/core/settings/english-remarks.ts';
import { remarkCodes } from '../../../src/core/settings/remark.ts';

test('every code has a text', () => {
  expect(Object.keys(englishRemarks)).toEqual([...remarkCodes]);
});
