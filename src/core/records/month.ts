/** The month of a time (epoch ms) in UTC, such as `2026-03`. Empty if the number is no time. */
export function monthOf(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 7);
}
