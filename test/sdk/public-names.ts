import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import { sdkEntries } from '../../src/build/sdk-declarations.ts';

/** A public name, as a till's compiler reads it in the built package. */
export interface PublicName {
  readonly entry: string;
  readonly name: string;
  /** Its declaration, without comments. */
  readonly text: string;
  readonly doc: string;
  /** Its named members at any depth: `Connector.pay`, `Status.terminal.state`. */
  readonly members: readonly { readonly name: string; readonly doc: string }[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

interface Comment {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Members that no till calls: private ones, and callbacks of custom elements. */
const notForTills = /^(private|observedAttributes|\w+Callback)$/;

class DeclarationFile {
  readonly #text: string;
  readonly #body: readonly Node[];
  readonly #comments: readonly Comment[];

  constructor(private readonly entry: string) {
    const path = fileURLToPath(new URL(`../../dist/sdk/${entry}.d.ts`, import.meta.url));
    this.#text = readFileSync(path, 'utf8');
    const { program, comments } = parseSync(path, this.#text, { lang: 'dts' });
    this.#body = program.body as unknown as Node[];
    this.#comments = comments;
  }

  names(): PublicName[] {
    const exported = new Set(this.#exportedNames(false));
    return this.#body.flatMap((declaration) => {
      // A constant has its name in its declarator, each other declaration has its own name.
      const [constant] = (declaration['declarations'] ?? []) as Node[];
      const { name } = (declaration['id'] ?? constant?.['id'] ?? {}) as { name?: string };
      if (name === undefined || !exported.has(name)) return [];
      const text = `export ${this.#withoutComments(declaration)}`;
      // The members of a constant, such as a table of texts, need no documentation.
      const members = constant ? [] : this.#members(declaration, name);
      return [{ entry: this.entry, name, text, doc: this.#docOf(declaration.start), members }];
    });
  }

  /** Names that are re-exported from the main entry. */
  reExportedNames(): string[] {
    return this.#exportedNames(true);
  }

  /** The names in `export { ... } from '...'` if `isReExport`, else those in `export { ... }`. */
  #exportedNames(isReExport: boolean): string[] {
    return this.#body
      .filter(({ type, source }) => type === 'ExportNamedDeclaration' && Boolean(source) === isReExport)
      .flatMap(({ specifiers }) =>
        (specifiers as { exported: { name: string } }[]).map(({ exported }) => exported.name),
      );
  }

  #members(node: unknown, above: string): { name: string; doc: string }[] {
    if (typeof node !== 'object' || node === null) return [];
    if (Array.isArray(node)) return node.flatMap((one) => this.#members(one, above));
    const { type, key, start, kind } = node as Node & { key?: { name?: string; value?: string } };
    const isMember = /^(TSPropertySignature|TSMethodSignature|PropertyDefinition|MethodDefinition)$/.test(
      type,
    );
    if (isMember && notForTills.test(key?.name ?? '')) return [];
    const name = isMember ? `${above}.${key?.name ?? key?.value}` : above;
    const below = Object.values(node).flatMap((child) => this.#members(child, name));
    // The documentation of a getter also covers its setter.
    return isMember && kind !== 'set' ? [{ name, doc: this.#docOf(start) }, ...below] : below;
  }

  #docOf(start: number): string {
    const comment = this.#comments.findLast(({ end }) => end <= start);
    const adjacent = comment && this.#text.slice(comment.end, start).trim() === '';
    if (!adjacent || !comment.value.startsWith('*')) return '';
    return comment.value.replace(/^[ \t]*\*[ \t]?/gm, '').trim();
  }

  #withoutComments({ start, end }: Node): string {
    let text = '';
    let at = start;
    for (const comment of this.#comments) {
      if (comment.start < start || comment.end > end) continue;
      text += this.#text.slice(at, comment.start).trimEnd();
      at = comment.end;
    }
    return text + this.#text.slice(at, end);
  }
}

/** Every exported name of every entry, once, with its declaration. Sorted by name within each entry. */
export const publicNames = (): PublicName[] =>
  Object.keys(sdkEntries).flatMap((entry) =>
    new DeclarationFile(entry).names().sort((a, b) => (a.name < b.name ? -1 : 1)),
  );

export const reExportedNames = (entry: string): string[] => new DeclarationFile(entry).reExportedNames();
