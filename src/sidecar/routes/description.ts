import { openApi } from '../../core/rest/openapi.ts';
import { type Handler, jsonReply } from './rest.ts';

type Document = ReturnType<typeof openApi>;

/** `GET /openapi.json`: the API description for programs. */
export const showOpenApi =
  (pageUrl: string, version: string): Handler =>
  () =>
    jsonReply(openApi(pageUrl, version));

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

interface SchemaField {
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly anyOf?: readonly SchemaField[];
  readonly const?: unknown;
}

function typeOf({ type, enum: values, anyOf, const: fixed }: SchemaField): string {
  // A fixed value has a type too, but the value says more.
  if (fixed !== undefined) return String(fixed);
  return values?.join(' | ') ?? anyOf?.map(typeOf).join(' or ') ?? [type ?? 'any'].flat().join(' or ');
}

function schemaTable(name: string, schema: { properties?: Record<string, SchemaField> }): string {
  const rows = Object.entries(schema.properties ?? {}).map(
    ([field, schemaField]) =>
      `<tr><td><code>${escapeHtml(field)}</code></td><td>${escapeHtml(typeOf(schemaField))}</td><td>${escapeHtml(schemaField.description ?? '')}</td></tr>`,
  );
  return `<h3 id="${name}">${name}</h3><table><tr><th>field</th><th>type</th><th></th></tr>${rows.join('')}</table>`;
}

interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

function operationText(method: string, path: string, { summary, description, responses }: Operation): string {
  const answers = Object.entries(responses).map(
    ([status, answer]) => `<li><code>${status}</code> ${escapeHtml(answer.description)}</li>`,
  );
  return `<section><h2><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h2><p>${escapeHtml(summary)} ${escapeHtml(description ?? '')}</p><ul>${answers.join('')}</ul></section>`;
}

/** The API description as an HTML page, without scripts and without other files to load. */
export function descriptionPage(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([method]) => method === 'get' || method === 'post')
      .map(([method, operation]) => operationText(method, path, operation as Operation)),
  );
  const tables = Object.entries(document.components.schemas).map(([name, schema]) =>
    schemaTable(name, schema as { properties?: Record<string, SchemaField> }),
  );
  const { title, version, description } = document.info;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title></head><body><h1>${title} ${escapeHtml(version)}</h1><p>${escapeHtml(description)} Basic authentication with the till’s user name and password. <a href="/openapi.json">openapi.json</a></p>${operations.join('')}<h2>Fields</h2>${tables.join('')}</body></html>`;
}

/** `GET /docs`: the API description for people. */
export const showDescription =
  (pageUrl: string, version: string): Handler =>
  () =>
    new Response(descriptionPage(openApi(pageUrl, version)), {
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
    });
