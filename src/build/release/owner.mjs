import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads the publisher and the version from `package.json`, so that all packages have the same ones. */
export function readOwner(top) {
  const file = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8'));
  const { version, description, license, author, homepage } = file;
  const [, publisher = author] = /^(.*?) *</.exec(author) ?? [];
  const warnings = /\bOWNER\b/.test(JSON.stringify([author, homepage, file.repository, file.bugs]))
    ? ['package.json still has the placeholders of its owner: author, homepage, repository, bugs']
    : [];
  return { version, description, license, author, publisher, homepage, warnings };
}
