import { html } from 'lit';
import { formField } from '../parts/form-field.ts';
import type { FormContext } from './form-context.ts';
import { presetOf, type SerialPreset, serialPresets } from './serial-presets.ts';
import { flagSetting, selectSetting, textSetting } from './setting-field.ts';

export function terminalGroup(context: FormContext) {
  const { words, usb } = context.texts;
  const script = context.draft['terminal.script'];
  const scripts = context.scripts.includes(script) ? context.scripts : [script, ...context.scripts];
  return html`<div class="grid">
      ${selectSetting(context, 'terminal.link', [
        ['web-serial', words.linkSerial],
        ['web-usb', usb.link],
        ['simulated', words.linkSimulated],
      ])}
      ${
        context.draft['terminal.link'] === 'simulated'
          ? selectSetting(
              context,
              'terminal.script',
              scripts.map((name) => [name, name]),
            )
          : ''
      }
      ${selectSetting(context, 'terminal.language', [
        ['concert-v2-e+', 'Concert V2 E+'],
        ['concert-v2-e', 'Concert V2 E'],
        ['caisse-ap-v3', 'Caisse-AP V3'],
      ])}
      ${textSetting(context, 'terminal.registerNumber')} ${textSetting(context, 'terminal.serialNumber')}
    </div>
    ${flagSetting(context, 'terminal.longAnswer')}`;
}

export function serialGroup(context: FormContext) {
  const { words } = context.texts;
  const preset = context.customLine ? undefined : presetOf(context.draft);
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    context.showCustomLine(value === 'custom');
    if (value !== 'custom') context.change(serialPresets[value as SerialPreset]);
  };
  return html`<div class="grid">
      ${formField(
        { id: 'preset', label: words.preset, hint: words.presetHint },
        html`<select id="preset" aria-describedby="preset-hint" @change=${choose}>
          ${Object.keys(serialPresets).map(
            (name) => html`<option value=${name} ?selected=${name === preset}>${name}</option>`,
          )}
          <option value="custom" ?selected=${preset === undefined}>${words.custom}</option>
        </select>`,
      )}
    </div>
    ${preset === undefined ? html`<div class="grid">${customLine(context)}</div>` : ''}`;
}

function customLine(context: FormContext) {
  const { words } = context.texts;
  return [
    textSetting(context, 'terminal.serial.baudRate', { numeric: true }),
    selectSetting(context, 'terminal.serial.dataBits', [
      ['7', '7'],
      ['8', '8'],
    ]),
    selectSetting(context, 'terminal.serial.parity', [
      ['none', words.parityNone],
      ['even', words.parityEven],
      ['odd', words.parityOdd],
    ]),
    selectSetting(context, 'terminal.serial.stopBits', [
      ['1', '1'],
      ['2', '2'],
    ]),
    selectSetting(context, 'terminal.serial.flowControl', [
      ['none', words.flowNone],
      ['hardware', words.flowHardware],
    ]),
  ];
}
