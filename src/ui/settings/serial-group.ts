import { html } from 'lit';
import { formField } from '../parts/form-field.ts';
import type { FormContext } from './form-context.ts';
import { presetOf, type SerialPreset, serialPresets } from './serial-presets.ts';
import { selectSetting, textSetting } from './setting-field.ts';

/** A terminal on the network or a simulated one has no line. */
export const hasLine = ({ draft }: FormContext): boolean =>
  draft['terminal.link'] === 'web-serial' || draft['terminal.link'] === 'web-usb';

export function serialGroup(context: FormContext) {
  const { words } = context.texts;
  // Who looks for one part of the line has to see it.
  const preset = context.customLine || context.searching ? undefined : presetOf(context.draft);
  const choose = (event: Event) => {
    const { value } = event.target as HTMLSelectElement;
    context.showCustomLine(value === 'custom');
    if (value !== 'custom') context.change(serialPresets[value as SerialPreset]);
  };
  return html`<div class="grid" ?hidden=${context.searching}>
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
