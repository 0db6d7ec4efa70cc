import { Document, isMap, isScalar, parseDocument, Scalar } from 'yaml';
import type { Answers, Question } from './question.ts';
import { asked, questions } from './questions.ts';

/** A configuration file as it is being written: what nobody asks about (and every comment) stays as it was. */
export type Configuration = Document;

/** What HiPay's installer prints and never asks: the settings of the serial line. */
const usualLine = { baudRate: '9600', dataBits: '8', parity: 'none', stopBits: '1' };

/** Reads a configuration file, or gives why that is impossible. */
export function readConfiguration(text: string): Configuration | string {
  // Every value stays a text: `rank: 001` is not the number 1.
  const document = parseDocument(text, { schema: 'failsafe' });
  const fault = document.errors[0]?.message.split('\n')[0];
  if (fault) return fault;
  if (!isMap(document.contents)) return 'the file must hold "key: value" lines such as local_port: 8080';
  return document;
}

export const emptyConfiguration = (): Configuration => new Document({}, { schema: 'failsafe' });

/** What a configuration file answers. */
export function answersOf(configuration: Configuration): Answers {
  const answers: Record<string, string> = {};
  for (const { name, path } of questions) {
    const value = path && configuration.getIn(path);
    if (typeof value === 'string' && value !== '') answers[name] = value;
  }
  const has = (kind: string) => configuration.hasIn(['contract', kind]);
  if (has('proxy') || has('nfc'))
    answers['contract-type'] = has('proxy') && has('nfc') ? 'both' : has('nfc') ? 'nfc' : 'proxy';
  return answers;
}

/** Puts the answers in. A question that they leave no place for (the port of a terminal on a cable) leaves none in the file. */
export function withAnswers(configuration: Configuration, answers: Answers): Configuration {
  const next = configuration.clone();
  const open = new Set(asked(answers).map(({ name }) => name));
  for (const question of questions) {
    const { name, path } = question;
    if (!path) continue;
    const answer = open.has(name) ? (answers[name]?.trim() ?? '') : '';
    if (answer !== '') putValue(next, path, scalar(question, answer));
    else if (next.hasIn(path)) next.deleteIn(path);
  }
  for (const kind of ['proxy', 'nfc']) {
    const place = ['contract', kind];
    if (!open.has(`${kind}-rank`) && next.hasIn(place)) next.deleteIn(place);
  }
  writeLine(next, answers);
  return next;
}

/** A value that is there already stays as it is written; another one keeps the comment behind it. */
export function putValue(next: Configuration, path: readonly string[], made: Scalar): void {
  const present = next.getIn(path, true);
  if (isScalar(present)) {
    if (present.value === made.value) return;
    if (present.comment) made.comment = present.comment;
  }
  next.setIn(path, made);
}

/** Over the network there is one language, and no line. */
function writeLine(next: Configuration, { link }: Answers): void {
  if (link === 'tcp') next.setIn(['connector', 'language'], plain('caisse-ap-v3'));
  if (link !== 'web-serial' && link !== 'web-usb') return;
  for (const [key, value] of Object.entries(usualLine)) if (!next.has(key)) next.set(key, plain(value));
}

const plain = (value: string): Scalar => new Scalar(value);

/** In quotes, unless it is a number or one of a few words: other readers of YAML make 1 of 001. */
function scalar({ number, choices }: Question, answer: string): Scalar {
  const made = plain(answer);
  const bare = choices !== undefined || (number && /^(?:0|[1-9]\d*)$/.test(answer));
  if (!bare) made.type = Scalar.QUOTE_DOUBLE;
  return made;
}
