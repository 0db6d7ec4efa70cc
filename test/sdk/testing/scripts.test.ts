import { expect, it } from 'vitest';
import { gatewayScripts, terminalScripts } from '../../../src/sdk/testing/index.ts';
import { gatewayScript } from '../../../src/simulator/gateway/gateway-script.ts';
import { twinScriptNames } from '../../../src/simulator/terminal/twin-script.ts';

it('offers every script of the gateway twin, and only existing scripts of the terminal twin', () => {
  expect(Object.keys(gatewayScripts).sort()).toEqual([...gatewayScript.options].sort());
  expect(twinScriptNames).toEqual(expect.arrayContaining(Object.keys(terminalScripts)));
});

it('describes each script in a sentence', () => {
  for (const sentence of Object.values({ ...terminalScripts, ...gatewayScripts })) {
    expect(sentence).toMatch(/^[A-Z].+\.$|`\.$/);
  }
});
