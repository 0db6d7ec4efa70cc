import { expect, test } from 'vitest';
import { openApi } from '../../../src/core/rest/openapi.ts';

// openapi.json is what tills' developers read. `--update` writes it again; look at the difference before you commit it.
test('the description of the REST interface is that of openapi.json', async () => {
  const described = JSON.stringify(openApi('http://localhost:8080', '1.0.0'), null, 2);
  await expect(`${described}\n`).toMatchFileSnapshot('openapi.json');
});
