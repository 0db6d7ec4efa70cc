import { expect, test } from 'vitest';
import { failureCode, failureNames } from '../../../src/core/failures/failures.ts';
import { restStatus } from '../../../src/core/rest/error-reply.ts';
import { openApi } from '../../../src/core/rest/openapi.ts';

// Every failure of the table is in the description, with its status and its code, so that a developer of a till needs no
// other list.

const { paths, components } = openApi('http://localhost:8080', '1.0.0');
const responses: Readonly<Record<string, { readonly description: string }>> = paths['/order'].post.responses;
const codeTexts = [components.schemas['OrderAnswer'], components.schemas['ErrorAnswer']].map((schema) =>
  JSON.stringify(schema),
);

/** Only web tills get these, from the SDK itself. */
const ofWebTills = new Set([
  'till-not-allowed',
  'version-mismatch',
  'local-network-blocked',
  'window-blocked',
  'browser-unsupported',
]);

test.each(failureNames)('%s: its code is described', (name) => {
  for (const text of codeTexts) expect(text).toContain(`\`${failureCode(name)}\``);
});

test.each(failureNames.filter((name) => !ofWebTills.has(name)))('%s: its status names its code', (name) => {
  const response = responses[restStatus[name]];
  expect(response?.description).toContain(`\`${failureCode(name)}\``);
});

test('the statuses that come before a request is looked at are described too', () => {
  for (const status of [400, 401, 403, 405, 408, 413, 415, 417, 429, 431])
    expect(responses[status]?.description, String(status)).toMatch(/`1002`|`1104`/);
});
