/** The month of a time (epoch ms), such as `2026-03`, the same in every time zone. Empty: this is no time. */
export function monthOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 7);
}
