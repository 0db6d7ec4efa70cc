import { rounded } from '../figures.ts';
import type { KeptSheet } from './keep.ts';
import { pictureName } from './picture.ts';
import { type BudgetLine, type Row, type Table, verdictOf } from './sheet.ts';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const or = (value: number | undefined): string => (value === undefined ? '' : rounded(value));

type Column = readonly [head: string, cell: (row: Row) => string];

function columns({ rows, unit, reference }: Table): Column[] {
  const has = (name: keyof Row) => rows.some((row) => row[name] !== undefined);
  const all: (Column | false)[] = [
    ['', ({ name }) => name],
    [`p50, ${unit}`, ({ p50 }) => rounded(p50)],
    has('spread') && ['medians of the rounds', ({ spread }) => spread?.map(rounded).join(' to ') ?? ''],
    has('p95') && ['p95', ({ p95 }) => or(p95)],
    has('p99') && ['p99', ({ p99 }) => or(p99)],
    has('ratio') && [`× ${reference}`, ({ ratio }) => or(ratio)],
    has('cpuMs') && ['CPU, ms', ({ cpuMs }) => or(cpuMs)],
    has('note') && ['', ({ note }) => note ?? ''],
  ];
  return all.filter((column) => column !== false);
}

export function tableText(table: Table): string {
  const shown = columns(table);
  return [
    line(shown.map(([head]) => head)),
    line(shown.map((_, place) => (place === 0 ? '---' : '--:'))),
    ...table.rows.map((row) => line(shown.map(([, cell]) => cell(row)))),
  ].join('\n');
}

const verdictTexts = { kept: 'kept', missed: '**missed**', 'not measured': '**not measured**' };

const budgetRow = (id: string, one: BudgetLine): string =>
  line([
    id.toUpperCase(),
    one.what,
    `${one.better === 'less' ? '≤' : '≥'} ${rounded(one.budget)} ${one.unit}`,
    `${rounded(one.measured)} ${one.unit}`,
    one.ratio ? `${rounded(one.ratio.value)} × ${one.ratio.to}` : '',
    verdictTexts[verdictOf(one)],
  ]);

function budgetText(sheets: readonly KeptSheet[]): string {
  const rows = sheets.flatMap(({ id, budgets = [] }) => budgets.map((one) => budgetRow(id, one)));
  if (rows.length === 0) return '';
  const head = line(['', 'budget of the design', 'budget', 'measured', 'ratio', '']);
  return ['## Budgets', '', head, line(['---', '---', '--:', '--:', '--:', '---']), ...rows, ''].join('\n');
}

function sheetText(sheet: KeptSheet, pictures: string): string {
  const parts = [
    `## ${sheet.id.toUpperCase()} ${sheet.title}`,
    `\`npm run bench -- --only ${sheet.id}\`${sheet.quick ? ' (quick run)' : ''}`,
    ...sheet.method,
  ];
  for (const [place, table] of sheet.tables.entries()) {
    parts.push(`### ${table.title}`, tableText(table));
    if (table.picture) parts.push(`![${table.title}](${pictures}${pictureName(sheet.id, 'table', place)})`);
  }
  for (const [place, { title }] of (sheet.breakdowns ?? []).entries()) {
    parts.push(`### ${title}`, `![${title}](${pictures}${pictureName(sheet.id, 'bars', place)})`);
  }
  return `${parts.join('\n\n')}\n`;
}

/** The complete report. `pictures`: the folder of the pictures, relative to the report. */
export const reportText = (sheets: readonly KeptSheet[], head: string, pictures: string): string =>
  [head, budgetText(sheets), ...sheets.map((sheet) => sheetText(sheet, pictures))].join('\n');
