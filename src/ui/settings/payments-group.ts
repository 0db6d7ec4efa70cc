import { html, nothing } from 'lit';
import type { FormContext } from './form-context.ts';
import { textSetting } from './setting-field.ts';

export const paymentsGroup = (context: FormContext) => html`<div class="grid">
  ${textSetting(context, 'currencies')} ${textSetting(context, 'authorizationThresholdMinor')}
  ${textSetting(context, 'notificationWaitMs', { numeric: true })}
</div>`;

const timers = [
  'terminal.timers.controlMs',
  'terminal.timers.pauseMs',
  'terminal.timers.turnaroundMs',
  'terminal.timers.customerMs',
  'terminal.timers.enquiryAttempts',
  'terminal.timers.frameResends',
] as const;

/** Closed unless something in it is wrong: an error nobody sees cannot be mended. */
export function timersGroup(context: FormContext) {
  const wrong = timers.some((name) => context.problems[name]);
  if (!timers.some((name) => context.shown(name))) return nothing;
  return html`<details class="card" ?open=${wrong || context.searching}>
    <summary><h2>${context.texts.words.groupAdvanced}</h2></summary>
    <div class="grid">${timers.map((name) => textSetting(context, name, { numeric: true }))}</div>
  </details>`;
}
