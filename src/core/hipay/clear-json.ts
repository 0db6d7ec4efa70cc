import { parseJson } from '../parse-json.ts';

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs;

const textOrNumber = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

/**
 * The value of HiPay's JSON; undefined if the text is not JSON, or if an object in it has a key twice. `JSON.parse` takes
 * the last value, but HiPay may mean the first one. A number that would lose a digit is read as a text.
 */
export function parseClearJson(text: string): unknown {
  const value = parseJson(text);
  return value === undefined || hasRepeatedKey(text) ? undefined : parseJson(withExactNumbers(text));
}

/** The same JSON, in which each number that JavaScript would write in another way is a text. */
const withExactNumbers = (json: string): string =>
  json.replace(textOrNumber, (part) =>
    part.startsWith('"') || String(Number(part)) === part ? part : `"${part}"`,
  );

/** Says that an answer has a key twice; undefined if it has none, or if it is not JSON. */
export const repeatedKeyDetail = (text: string): string | undefined =>
  parseJson(text) !== undefined && hasRepeatedKey(text) ? 'HiPay’s answer has a field twice' : undefined;

/** True if an object of the JSON has a key twice, at any depth. */
function hasRepeatedKey(json: string): boolean {
  const open: Set<string>[] = [];
  let last = '';
  for (const [part] of json.matchAll(token)) {
    if (part === '{' || part === '[') open.push(new Set());
    else if (part === '}' || part === ']') open.pop();
    else if (part !== ':') last = part;
    else {
      // In JSON, only a key stands before a colon.
      const key = String(parseJson(last));
      const keys = open.at(-1);
      if (keys?.has(key)) return true;
      keys?.add(key);
    }
  }
  return false;
}
