import { expect, it } from 'vitest';
import { applicationName } from '../../../../src/core/terminal/caisse-ap/caisse-ap.ts';

it.each([
  ['001', 'CB contact'],
  ['00B', 'CB contactless'],
  ['00C', 'cheque'],
  ['608', 'TOP3-3XCB'],
  ['999', undefined],
])('the application %s has the name %s', (code, name) => expect(applicationName(code)).toBe(name));
