/** `7 minutes`, `3 hours` or `12 days`, in words of the language. */
export function spanText(ms: number, locale: string): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const [value, unit] =
    minutes < 120
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 60), 'hour']
        : [Math.round(minutes / 1440), 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
}
