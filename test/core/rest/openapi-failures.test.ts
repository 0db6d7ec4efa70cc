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

/** The failures that only web tills get, from the SDK itself. */
const webTillFailures = new Set([
  'till-not-allowed',
  'version-mismatch',
  'local-network-blocked',
  'window-blocked',
  'browser-unsupported',
]);

test.each(failureNames)('describes the code of the failure %s', (name) => {
  for (const text of codeTexts) expect(text).toContain(`\`${failureCode(name)}\``);
});

test.each(failureNames.filter((name) => !webTillFailures.has(name)))(
  'names the code of the failure %s at its status',
  (name) => {
    const response = responses[restStatus[name]];
    expect(response?.description).toContain(`\`${failureCode(name)}\``);
  },
);

test('describes the statuses of requests that are refused before they are read', () => {
  for (const status of [400, 401, 403, 405, 408, 413, 415, 417, 429, 431])
    expect(responses[status]?.description, String(status)).toMatch(/`1002`|`1104`/);
});
