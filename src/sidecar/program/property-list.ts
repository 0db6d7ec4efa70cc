export type PropertyValue =
  | string
  | number
  | boolean
  | readonly PropertyValue[]
  | { readonly [key: string]: PropertyValue };

/** An Apple property list, as XML. */
export const propertyList = (value: PropertyValue): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...lines(value, ''),
    '</plist>',
    '',
  ].join('\n');

function lines(value: PropertyValue, indent: string): string[] {
  const innerIndent = `${indent}  `;
  if (typeof value === 'string') return [`${indent}<string>${xmlText(value)}</string>`];
  if (typeof value === 'number') return [`${indent}<integer>${value}</integer>`];
  if (typeof value === 'boolean') return [`${indent}<${value}/>`];
  if (Array.isArray(value))
    return [`${indent}<array>`, ...value.flatMap((item) => lines(item, innerIndent)), `${indent}</array>`];
  const entries = Object.entries(value).flatMap(([key, item]) => [
    `${innerIndent}<key>${xmlText(key)}</key>`,
    ...lines(item, innerIndent),
  ]);
  return [`${indent}<dict>`, ...entries, `${indent}</dict>`];
}

export const xmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
