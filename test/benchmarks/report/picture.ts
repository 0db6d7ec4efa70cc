import { rounded } from '../figures.ts';
import type { Breakdown, Table } from './sheet.ts';

export const pictureName = (id: string, kind: 'table' | 'bars', place: number): string =>
  `${id}-${kind}-${place + 1}.svg`;

const width = 720;
const labelWidth = 250;
const barWidth = width - labelWidth - 90;
const rowHeight = 26;
const colours = ['#0a5a8a', '#3f8f5f', '#b0761b', '#8a4fa0', '#b23a48', '#3c7f8f', '#6b6f76'];

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const textAt = (x: number, y: number, text: string, more = ''): string =>
  `<text x="${x}" y="${y}" ${more}>${escaped(text)}</text>`;

/** Draws a white background, so that the picture can be read on light and dark pages. */
const frame = (title: string, height: number, inside: readonly string[]): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}" font-family="system-ui, sans-serif" font-size="13" fill="#10212c">`,
    `<rect width="${width}" height="${height}" rx="8" fill="#ffffff"/>`,
    textAt(16, 26, title, 'font-weight="600"'),
    ...inside,
    '</svg>',
    '',
  ].join('\n');

/** Draws the medians of a table as bars, with the spread of the rounds. */
export function tablePicture({ title, unit, rows }: Table): string {
  const most = Math.max(...rows.map(({ p50, spread }) => Math.max(p50, spread?.[1] ?? 0)), 1e-9);
  const scale = (value: number) => (value / most) * barWidth;
  const inside = rows.flatMap(({ name, p50, spread }, place) => {
    const y = 44 + place * rowHeight;
    const whisker = spread
      ? `<path d="M${labelWidth + scale(spread[0])} ${y + 9}H${labelWidth + scale(spread[1])}" stroke="#10212c" stroke-width="2"/>`
      : '';
    return [
      textAt(16, y + 14, name),
      `<rect x="${labelWidth}" y="${y}" width="${Math.max(1, scale(p50)).toFixed(1)}" height="18" rx="3" fill="${colours[place % colours.length]}"/>`,
      whisker,
      textAt(
        labelWidth + Math.max(scale(p50), scale(spread?.[1] ?? 0)) + 8,
        y + 14,
        `${rounded(p50)} ${unit}`,
      ),
    ];
  });
  return frame(`${title} (median, ${unit})`, 56 + rows.length * rowHeight, inside);
}

/** Draws stacked bars, with a legend of the parts. */
export function breakdownPicture({ title, unit, bars }: Breakdown): string {
  const names = [...new Set(bars.flatMap(({ parts }) => parts.map(({ name }) => name)))];
  const sum = (parts: Breakdown['bars'][number]['parts']) => parts.reduce((all, { value }) => all + value, 0);
  const most = Math.max(...bars.map(({ parts }) => sum(parts)), 1e-9);
  const drawn = bars.flatMap(({ name, parts }, place) => {
    const y = 44 + place * rowHeight;
    let x = labelWidth;
    const pieces = parts.map((part) => {
      const wide = Math.max(0, (part.value / most) * barWidth);
      const piece = `<rect x="${x.toFixed(1)}" y="${y}" width="${wide.toFixed(1)}" height="18" fill="${colours[names.indexOf(part.name) % colours.length]}"><title>${escaped(part.name)}: ${rounded(part.value)} ${unit}</title></rect>`;
      x += wide;
      return piece;
    });
    return [textAt(16, y + 14, name), ...pieces, textAt(x + 8, y + 14, `${rounded(sum(parts))} ${unit}`)];
  });
  const below = 56 + bars.length * rowHeight;
  const legend = names.flatMap((name, place) => {
    const values = bars.map(({ parts }) => parts.find((part) => part.name === name)?.value);
    const shown = values.map((value) => (value === undefined ? '–' : rounded(value))).join(' / ');
    const y = below + place * 20;
    return [
      `<rect x="16" y="${y}" width="12" height="12" fill="${colours[place % colours.length]}"/>`,
      textAt(36, y + 11, `${name}: ${shown} ${unit}`),
    ];
  });
  return frame(`${title} (${unit})`, below + names.length * 20 + 12, [...drawn, ...legend]);
}
