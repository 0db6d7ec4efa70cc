/** Puts values into `{name}` places: `fill('Take {amount}', { amount: '€5.00' })` is `Take €5.00`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
