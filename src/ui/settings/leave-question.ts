import { html, type ReactiveController, type ReactiveControllerHost } from 'lit';
import { areaOfHash, isDiagnostics, leaveGuard } from '../page-address.ts';
import { type FormContext, valueWords } from './setting-form.ts';
import { isSecret } from './settings-draft.ts';

interface LeaveDeps {
  readonly hasChanges: () => boolean;
  /** Returns true if all is saved. */
  readonly save: () => Promise<boolean>;
  readonly discard: () => void;
  /** Says to the page whether something is not saved. */
  readonly setUnsaved: (hasUnsaved: boolean) => void;
}

/** One unsaved change in words; a secret has no values. */
export interface ChangeWords {
  readonly label: string;
  readonly from?: string;
  readonly to?: string;
}

const staysInSettings = (hash: string): boolean => areaOfHash(hash) === 'settings' && !isDiagnostics(hash);

/** Asks before the address leaves the settings while something is not saved. Before the page closes, the browser asks. */
export class LeaveQuestion implements ReactiveController {
  /** The address that a person wants to go to. */
  #wanted: string | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly deps: LeaveDeps,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    leaveGuard.keeps = this.#keeps;
  }

  hostUpdated(): void {
    this.deps.setUnsaved(this.deps.hasChanges());
  }

  hostDisconnected(): void {
    leaveGuard.keeps = undefined;
    this.deps.setUnsaved(false);
  }

  render(context: FormContext) {
    const { changes } = context.texts;
    if (this.#wanted === undefined) return '';
    return html`<ecr-leave-question .texts=${changes} .changes=${listChanges(context)}
      @save=${this.#onSave} @discard=${this.#onDiscard} @closed=${this.#onStay}></ecr-leave-question>`;
  }

  readonly #keeps = (event: HashChangeEvent): boolean => {
    const wanted = new URL(event.newURL).hash;
    if (staysInSettings(wanted) || !this.deps.hasChanges()) return false;
    history.replaceState(null, '', event.oldURL);
    this.#wanted = wanted;
    this.host.requestUpdate();
    return true;
  };

  readonly #onSave = async (): Promise<void> => {
    const wanted = this.#close();
    // What cannot be saved stays in view, with the reason.
    if (wanted !== undefined && (await this.deps.save())) this.#go(wanted);
  };

  readonly #onDiscard = (): void => {
    const wanted = this.#close();
    this.deps.discard();
    if (wanted !== undefined) this.#go(wanted);
  };

  readonly #onStay = (): void => void this.#close();

  #close(): string | undefined {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    this.host.requestUpdate();
    return wanted;
  }

  /** After a save the settings are read again; until then they count as changed. */
  #go(hash: string): void {
    leaveGuard.keeps = undefined;
    location.hash = hash;
  }
}

function listChanges(context: FormContext): readonly ChangeWords[] {
  const { unsaved, draft, texts } = context;
  if (!unsaved) return [];
  return [...unsaved.changed].map((name) => {
    const { label } = texts.fields[name];
    if (isSecret(name)) return { label };
    const [from, to] = [unsaved.saved[name], draft[name]].map((value) => valueWords(context, name, value));
    return { label, from: from ?? '', to: to ?? '' };
  });
}
