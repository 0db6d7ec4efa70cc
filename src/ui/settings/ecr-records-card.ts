import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { CallResult, ConnectorApi } from '../../core/connector-api/connector-api.ts';
import { fill } from '../format.ts';
import { lazyTexts } from '../language.ts';
import { saveFile } from '../parts/browser-files.ts';
import { EcrElement } from '../parts/ecr-element.ts';
import { icon } from '../parts/icon.ts';
import { cards } from '../theme/cards.ts';
import { controls } from '../theme/controls.ts';

/** Yields the lines of a file one by one, because the file may be longer than a JavaScript string can be. */
export async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const [first = '', ...others] = value.split('\n');
    rest += first;
    for (const next of others) {
      yield rest;
      rest = next;
    }
  }
  yield rest;
}

type Refusal = Omit<Extract<CallResult<'importRecords'>, { imported: false }>, 'imported'>;

export interface AddedRecords {
  readonly added: number;
  readonly known: number;
  /** Why the import stopped; `cut-off`: the file ends before its last piece. */
  readonly stopped?: Refusal | { readonly failure: 'cut-off' };
}

/**
 * Imports a file of payment records piece by piece; each line is a piece. Pieces added before a failure stay, and the same
 * file can be imported again. If the first line is unreadable, reads the whole file as one piece: an editor may have broken
 * a file with one piece into several lines.
 */
export async function addRecords(
  file: Blob,
  connector: Pick<ConnectorApi, 'importRecords'>,
): Promise<AddedRecords> {
  const result = await addPieces(linesOf(file), connector);
  const hasReadNothing = result.stopped?.failure === 'request-invalid' && result.added + result.known === 0;
  return hasReadNothing && file.size <= maxPieceSize ? addPieces([await file.text()], connector) : result;
}

/** Bytes. A larger file is not read as one piece. */
const maxPieceSize = 200_000_000;

async function addPieces(
  pieces: AsyncIterable<string> | Iterable<string>,
  connector: Pick<ConnectorApi, 'importRecords'>,
): Promise<AddedRecords> {
  let [added, known] = [0, 0];
  let hasMore: boolean | undefined;
  for await (const text of pieces) {
    if (text.trim() === '') continue;
    const answer = await connector.importRecords({ text });
    if (!answer.imported) return { added, known, stopped: answer };
    added += answer.added;
    known += answer.known;
    hasMore = answer.more ?? false;
  }
  if (hasMore === false) return { added, known };
  const empty: Refusal = { failure: 'request-invalid', detail: 'an empty file' };
  return { added, known, stopped: hasMore ? { failure: 'cut-off' } : empty };
}

/**
 * Exports all payments as the lines of a file. Each piece goes into a Blob at once: the browser keeps it outside the
 * page, on disk if memory is short. A million payments are 2 GB, and a string in Chromium has half a GB at most.
 */
export async function recordPieces(connector: Pick<ConnectorApi, 'exportRecordsPiece'>): Promise<Blob[]> {
  const pieces: Blob[] = [];
  for (let after: Parameters<typeof connector.exportRecordsPiece>[0]['after']; ; ) {
    const { text, next } = await connector.exportRecordsPiece(after ? { after } : {});
    pieces.push(new Blob([text, '\n']));
    if (!next) return pieces;
    after = next;
  }
}

/** Exports the payments as a file, and imports such a file. */
@customElement('ecr-records-card')
export class EcrRecordsCard extends EcrElement {
  @property({ attribute: false }) connector!: ConnectorApi;

  @state() private working = false;
  @state() private message: { readonly text: string; readonly bad: boolean } | undefined;
  @query('input') private chooser!: HTMLInputElement;

  static override styles = [
    controls,
    cards,
    css`
      .said {
        display: flex;
        gap: var(--space-2);
        color: var(--good);
        font-weight: 600;
        overflow-wrap: anywhere;
      }
      .bad {
        color: var(--bad);
      }
    `,
  ];

  protected override render() {
    const { maintenance } = lazyTexts('settings');
    return html`<section class="card stack" aria-labelledby="title">
      <h2 id="title">${maintenance.recordsTitle}</h2>
      <p>${maintenance.recordsWhat}</p>
      <div class="buttons">
        <button type="button" id="save-records" ?disabled=${this.working} @click=${() => this.#run(() => this.#save())}>
          ${maintenance.saveRecords}
        </button>
        <button type="button" id="add-records" ?disabled=${this.working} @click=${() => this.chooser.click()}>
          ${maintenance.addRecords}
        </button>
        <input type="file" accept=".json,.jsonl,application/json" hidden tabindex="-1" aria-label=${maintenance.addRecords}
          @change=${() => this.#run(() => this.#add())} />
      </div>
      <p role="status" class="said ${this.message?.bad ? 'bad' : ''}">
        ${this.message ? html`${icon(this.message.bad ? 'warning' : 'check')} <span>${this.message.text}</span>` : ''}
      </p>
    </section>`;
  }

  async #run(work: () => Promise<EcrRecordsCard['message']>): Promise<void> {
    this.working = true;
    this.message = undefined;
    try {
      this.message = await work();
    } catch {
      this.message = { text: this.t.words.callFailed, bad: true };
    } finally {
      this.working = false;
    }
  }

  async #save(): Promise<undefined> {
    const pieces = await recordPieces(this.connector);
    const type = pieces.length === 1 ? 'json' : 'jsonl';
    saveFile(
      `hipay-ecr-payments-${new Date().toISOString().slice(0, 10)}.${type}`,
      `application/${type}`,
      pieces,
    );
  }

  async #add(): Promise<EcrRecordsCard['message']> {
    const [file] = this.chooser.files ?? [];
    if (!file) return undefined;
    // Allows the same file to be chosen again.
    const { added, known, stopped } = await addRecords(file, this.connector).finally(() => {
      this.chooser.value = '';
    });
    const { maintenance } = lazyTexts('settings');
    const { failures } = this.t;
    const sums = fill(maintenance.recordsAdded, { added, known });
    if (!stopped) return { text: sums, bad: false };
    const hasReadSome = added + known > 0;
    if (stopped.failure === 'cut-off') return { text: `${sums} ${maintenance.recordsCutOff}`, bad: true };
    const unread = hasReadSome ? maintenance.recordsCutOff : maintenance.recordsNoCopy;
    const why = stopped.failure === 'request-invalid' ? unread : failures[stopped.failure].what;
    return { text: `${hasReadSome ? `${sums} ` : ''}${why} (${stopped.detail})`, bad: true };
  }
}
