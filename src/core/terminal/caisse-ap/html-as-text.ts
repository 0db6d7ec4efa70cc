const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  euro: '€',
};

const entity = (whole: string, name: string): string => {
  const numeric = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  if (!numeric) return named[name.toLowerCase()] ?? whole;
  const code = numeric[1] ? Number.parseInt(numeric[1], 16) : Number(numeric[2]);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
};

/** What a page of HTML says, line by line, without anything of its form. To be shown as text, never as HTML again. */
export function htmlAsText(html: string): string {
  return html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(script|style|head)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?<(?:br|\/?(?:p|div|tr|table|h[1-6]|li|ul|pre|body|center))\b[^>]*> ?/gi, '\n')
    .replace(/<[^>]*>?/g, '')
    .replace(/&(#?\w{1,10});/g, entity)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
