import { expect, it } from 'vitest';
import { gatewayScripts, terminalScripts } from '../../../src/sdk/testing/index.ts';
import { gatewayScript } from '../../../src/simulator/gateway/gateway-script.ts';
import { twinScriptNames } from '../../../src/simulator/terminal/twin-script.ts';

it('offers every script of the gateway twin, and none of the terminal twin’s that it has not', () => {
  expect(Object.keys(gatewayScripts).sort()).toEqual([...gatewayScript.options].sort());
  expect(twinScriptNames).toEqual(expect.arrayContaining(Object.keys(terminalScripts)));
});

it('says of each what it does, in a sentence', () => {
  for (const sentence of Object.values({ ...terminalScripts, ...gatewayScripts })) {
    expect(sentence).toMatch(/^[A-Z].+\.$|`\.$/);
  }
});
