import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sdkEntries } from '../../src/build/sdk-declarations.ts';
import { publicNames, reExportedNames } from './public-names.ts';

// api-report.md lists the public API, so that a review shows each change that tills will see. `npm run api:report` writes the
// file again.
const report = fileURLToPath(new URL('../../src/sdk/api-report.md', import.meta.url));
const names = publicNames();

const moduleName = (entry: string) =>
  entry === 'index' ? 'hipay-ecr-connector' : `hipay-ecr-connector/${entry}`;

function renderReport(): string {
  const entries = Object.keys(sdkEntries).flatMap((entry) => {
    const own = names.filter((one) => one.entry === entry).map(({ text }) => text);
    const others = reExportedNames(entry);
    const also = others.length > 0 ? [`And of \`hipay-ecr-connector\`: ${others.join(', ')}.`] : [];
    return [`## ${moduleName(entry)}`, '```ts', own.join('\n\n'), '```', ...also];
  });
  const head =
    'The public names of the SDK, for tills. Written by `npm run api:report`; a test compares it with the build.';
  return `${['# API report', head, ...entries].join('\n\n')}\n`;
}

it('the public API of the build is the one in api-report.md', async () => {
  await expect(renderReport()).toMatchFileSnapshot(report);
});

describe('each export has documentation', () => {
  it.each(names)('$entry: $name has documentation, an example, and documentation of each member', (one) => {
    expect(one.doc).toMatch(/^[A-Z].+/);
    expect(one.doc).toContain('@example');
    expect(one.members.filter(({ doc }) => doc === '').map(({ name }) => name)).toEqual([]);
  });
  it('each method of the connector has an example', () => {
    const connector = names.find(({ name }) => name === 'Connector');
    const calls =
      /^Connector\.(pay|payments\.get|resumeLast|check|requestTerminal|cancel|version|config|on|close)$/;
    const called = connector?.members.filter(({ name }) => calls.test(name)) ?? [];
    expect(called).toHaveLength(10);
    for (const { name, doc } of called) expect(doc, name).toContain('@example');
  });
});
