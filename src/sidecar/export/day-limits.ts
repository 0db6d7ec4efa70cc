/** A day of this computer's calendar as it is written, from its first moment to the first of the next. */
export function dayLimits(written: string): { readonly begin: number; readonly end: number } | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(written)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const begin = new Date(year, month - 1, day);
  // 2026-02-31 would be the third of March.
  if (begin.getMonth() !== month - 1 || begin.getDate() !== day) return undefined;
  return { begin: begin.getTime(), end: new Date(year, month - 1, day + 1).getTime() };
}
