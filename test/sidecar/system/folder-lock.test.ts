import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockFolder } from '../../../src/sidecar/system/folder-lock.ts';
import { temporaryFolder } from '../helpers/running-sidecar.ts';

test.each(['linux', 'macos'] as const)(
  'on %s a folder is taken once, also under another name; another folder is free',
  async (system) => {
    const folder = await temporaryFolder();
    expect(await lockFolder(folder, system)).toBe(true);
    expect(await lockFolder(folder, system)).toBe(false);
    const alias = join(await temporaryFolder(), 'alias');
    await symlink(folder, alias);
    expect(await lockFolder(alias, system)).toBe(false);
    expect(await lockFolder(await temporaryFolder(), system)).toBe(true);
  },
);
