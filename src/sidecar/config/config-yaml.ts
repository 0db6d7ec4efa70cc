import {
  type Document,
  isAlias,
  isCollection,
  isNode,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from 'yaml';
import { inEnglish } from '../../core/settings/english-remarks.ts';
import { remark } from '../../core/settings/remark.ts';
import { secretKeys } from '../../core/settings/secret-keys.ts';

export type ConfigYaml =
  | { readonly ok: true; readonly document: Document.Parsed; readonly notes: readonly string[] }
  | { readonly ok: false; readonly fault: string };

/** Our own texts of the errors: the texts of the YAML library quote parts of the line, which may be a password. */
const faults: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation is not right; put a value that begins with [ or { in quotes',
  TAB_AS_INDENT: 'a tab indents the line: use spaces',
  DUPLICATE_KEY: 'a key is there twice',
  MULTIPLE_DOCS: 'a line with --- or ... begins a second document: remove it',
  MISSING_CHAR: 'something is missing, such as the space after "key:" or the second quote',
};
const unreadable = 'YAML cannot read this: put the value in quotes';
const yamlSignAdvice = 'belongs to YAML at the beginning of a value: put the value in quotes';

/**
 * Reads a configuration file. The failsafe schema reads every value as a text, so that `rank: 001` does not become the
 * number 1. No message contains text of the file, because any line may hold a password; YAML's own warnings, which go to
 * stderr with the line, are switched off.
 */
export function readConfigYaml(text: string): ConfigYaml {
  // In UTF-16 without a byte order mark, every second byte is zero.
  if (text.includes('\0')) return { ok: false, fault: inEnglish(remark('zero-bytes')) };
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    // Prints nothing. With `silent`, YAML would also leave out a second document without a word.
    logLevel: 'error',
    prettyErrors: false,
    lineCounter,
  });
  const describeAt = (offset: number, text: string): string => {
    const { line, col } = lineCounter.linePos(offset);
    return `line ${line}, column ${col}: ${text}`;
  };
  const [error] = document.errors;
  if (error) return { ok: false, fault: describeAt(error.pos[0], faults[error.code] ?? unreadable) };
  const unresolvedAlias = findUnresolvedAlias(document);
  if (unresolvedAlias)
    return { ok: false, fault: describeAt(offsetOf(unresolvedAlias), `* ${yamlSignAdvice}`) };
  for (const { path } of secretKeys) {
    const node = document.getIn(path, true);
    const sign = isNode(node) && yamlSignOf(node);
    if (sign)
      return { ok: false, fault: describeAt(offsetOf(node), `${path.join('.')}: ${sign} ${yamlSignAdvice}`) };
  }
  return {
    ok: true,
    document,
    notes: document.warnings.map(({ pos }) => describeAt(pos[0], `! ${yamlSignAdvice}`)),
  };
}

const offsetOf = ({ range }: Node): number => range?.[0] ?? 0;

/** Finds an alias whose anchor does not exist: it is a text that begins with `*`. */
function findUnresolvedAlias(document: Document.Parsed): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return undefined;
      found = alias;
      return visit.BREAK;
    },
  });
  return found;
}

/** Returns the first character of a secret if YAML reads it as a sign of its syntax; otherwise undefined. */
function yamlSignOf(node: Node): string | undefined {
  if (isAlias(node)) return '*';
  if (node.anchor !== undefined) return '&';
  if (isCollection(node)) return node.flow ? '{ or [' : undefined;
  return node.tag !== undefined && node.tag !== 'tag:yaml.org,2002:str' ? '!' : undefined;
}
