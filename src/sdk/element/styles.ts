/**
 * Colors for light and dark pages. Each pair of text and background meets WCAG 2.2 AA (4.5:1). A till can replace each
 * color, for instance with `--hipay-pay-accent` (README, "Theming").
 */
const colors: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  surface: ['#ffffff', '#16212a'],
  text: ['#10212c', '#e9eff3'],
  muted: ['#4a5d69', '#a9bac6'],
  line: ['#d3dce3', '#2c3b47'],
  'line-strong': ['#73858f', '#7d93a1'],
  accent: ['#0a5a8a', '#7cc6f2'],
  'accent-text': ['#ffffff', '#06263a'],
  focus: ['#0a66c2', '#8fd0ff'],
  good: ['#0f6b3e', '#7fd8a5'],
  'good-soft': ['#e2f4ea', '#12332a'],
  bad: ['#a4221a', '#ff9f97'],
  'bad-soft': ['#fcebe9', '#3d1c1b'],
  warn: ['#7a4b00', '#f4c46b'],
  'warn-soft': ['#fdf1d8', '#382a10'],
  calm: ['#44576a', '#b4c4d0'],
  'calm-soft': ['#e9eef2', '#22303b'],
};

const tokens = (value: (pair: readonly [string, string]) => string): string =>
  Object.entries(colors)
    .map(([name, pair]) => `--_${name}: var(--hipay-pay-${name}, ${value(pair)});`)
    .join('');

/** The scheme is the page's `color-scheme`, or the attribute `theme`. Browsers without light-dark() use the light colors. */
const themes = `
:host { display: block; ${tokens(([light]) => light)} }
:host([hidden]) { display: none; }
:host([theme='light']) { color-scheme: light; }
:host([theme='dark']) { color-scheme: dark; }
@supports (color: light-dark(red, red)) {
  :host { ${tokens(([light, dark]) => `light-dark(${light}, ${dark})`)} }
}
.good { --_tone: var(--_good); --_soft: var(--_good-soft); }
.bad { --_tone: var(--_bad); --_soft: var(--_bad-soft); }
.warn { --_tone: var(--_warn); --_soft: var(--_warn-soft); }
.calm { --_tone: var(--_calm); --_soft: var(--_calm-soft); }`;

const layout = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.content { color: var(--_text); font: var(--hipay-pay-font, 1rem/1.5 system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif); }
.said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
p, h2, ol, dl, dd { margin: 0; }
p, li { text-wrap: pretty; }
.card { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); padding: 1.25rem; border: 1px solid var(--_line);
  border-radius: var(--hipay-pay-radius, 0.75rem); background: var(--_surface); overflow-wrap: anywhere; }
.card[class*=' '] { border-top: 0.375rem solid var(--_tone, var(--_accent)); }
.head { display: flex; gap: 1rem; align-items: center; }
.mark { display: grid; flex: none; width: 4rem; height: 4rem; place-items: center; border-radius: 50%;
  background: var(--_soft); color: var(--_tone); }
svg { width: 2.5rem; height: 2.5rem; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
h2 { color: var(--_tone); font-size: 1.5rem; line-height: 1.25; }
.sum { font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; line-height: 1.2; }
.row { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: baseline; justify-content: space-between; }
.clock { margin-inline-start: auto; color: var(--_muted); font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.steps { display: grid; grid-auto-columns: 1fr; grid-auto-flow: column; gap: 0.25rem; }
.steps i { height: 0.375rem; border-radius: 1rem; background: var(--_line); }
.steps .done { background: var(--_accent); }
.steps .now { background: var(--_accent); animation: breathe 1.6s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: 0.35; } }
.label { font-size: 1.25rem; font-weight: 700; }
.text { min-height: 3em; color: var(--_muted); }
.advice, ol { padding: 1rem; border-radius: 0.5rem; background: var(--_warn-soft); color: var(--_text); }
ol { display: grid; gap: 0.5rem; padding-inline-start: 2.25rem; }
.strong { font-size: 1.125rem; font-weight: 700; }
dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 1rem; font-size: 0.875rem; }
dt, .detail, .simulated { color: var(--_muted); font-size: 0.875rem; }
.detail { font-family: ui-monospace, monospace; }`;

const controls = `
.buttons { display: flex; flex-wrap: wrap; gap: 0.75rem; }
button { min-height: 2.75rem; padding: 0.5rem 1rem; border: 1px solid var(--_line-strong); border-radius: 0.5rem;
  background: var(--_surface); color: var(--_text); font: inherit; font-weight: 600; cursor: pointer; }
.buttons button { flex: 1 1 auto; }
button.pay { width: 100%; min-height: 3.5rem; font-size: 1.25rem; }
button.pay, button.primary { border-color: var(--_accent); background: var(--_accent); color: var(--_accent-text); }
button:hover:not(:disabled) { filter: brightness(1.08); }
button:disabled { border-color: var(--_line); background: var(--_calm-soft); color: var(--_muted); cursor: not-allowed; }
:focus-visible { outline: 3px solid var(--_focus); outline-offset: 2px; }
h2:focus, section:focus { outline: none; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; } }
@media (forced-colors: active) { .card { border-width: 2px; } .steps i { border: 1px solid; } .steps .done, .steps .now { background: Highlight; } }`;

export const styleText = themes + layout + controls;
