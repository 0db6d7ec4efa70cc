import { decidingField } from './order-request.ts';

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/**
 * Finds a field that decides the payment and is in the JSON text of a call twice, with different values. JSON.parse takes the
 * last value, but the till may mean the first one. Undefined if there is no such field. The text must be valid JSON.
 */
export function findRepeatedField(text: string): string | undefined {
  const seen = new Map<string, string>();
  let depth = 0;
  let name: string | undefined;
  let value = '';
  for (const [part] of text.matchAll(token)) {
    const isTopLevel = depth === 1;
    if (part === '}' || part === ']') depth -= 1;
    if (part === '{' || part === '[') depth += 1;
    if (depth === 1 && isTopLevel && name === undefined && part.startsWith('"')) {
      name = JSON.parse(part) as string;
      value = '';
    } else if (isTopLevel && (part === ',' || part === '}')) {
      if (name !== undefined && hasOtherValue(seen, name, value)) return name;
      name = undefined;
    } else if (!(isTopLevel && part === ':' && value === '')) value += part;
    // The text is a list, which has no field names.
    if (depth === 1 && !isTopLevel && part === '[' && seen.size === 0 && name === undefined) return undefined;
  }
  return undefined;
}

/** Notes a field, and returns true if it was there before with another value. */
function hasOtherValue(seen: Map<string, string>, name: string, text: string): boolean {
  if (decidingField(name) === undefined) return false;
  const value = JSON.stringify(JSON.parse(text));
  const before = seen.get(name);
  seen.set(name, value);
  return before !== undefined && before !== value;
}
