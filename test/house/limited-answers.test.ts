import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const top = fileURLToPath(new URL('../../src', import.meta.url));

/** Reads a whole body, however long it is. */
const wholeBody = /\.(?:json|text|arrayBuffer|blob|bytes|formData)\(\)/;

/** Code that reads no answer of another program, but a file that a person has chosen, or the sidecar's own answer to a till. */
const allowed: Readonly<Record<string, string>> = {
  'ui/first-run/account-file.ts': 'picked.arrayBuffer()',
  'ui/settings/ecr-settings-file-card.ts': 'file.arrayBuffer()',
  'ui/settings/ecr-records-card.ts': 'file.text()',
  'sidecar/routes/rest.ts': 'keepDocumentedFields(await reply.json())',
};

test('every answer of another program is read with a limit of bytes and of time', () => {
  const files = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(400);
  const found = files.flatMap((file) => {
    const path = file.replaceAll('\\', '/');
    const lines = readFileSync(`${top}/${file}`, 'utf8').split('\n');
    return lines
      .filter((line) => wholeBody.test(line) && !line.includes(allowed[path] ?? '\0'))
      .map((line) => `${path}: ${line.trim()}`);
  });
  // Use core/limited-answer.ts.
  expect(found).toEqual([]);
});
