import { expect, test } from 'vitest';
import { openApi } from '../../../src/core/rest/openapi.ts';

// Developers of tills read openapi.json. `--update` writes it again; look at the difference before you commit it.
test('the description of the REST interface equals openapi.json', async () => {
  const described = JSON.stringify(openApi('http://localhost:8080', '1.0.0'), null, 2);
  await expect(`${described}\n`).toMatchFileSnapshot('openapi.json');
});
