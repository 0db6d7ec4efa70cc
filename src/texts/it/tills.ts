import type { TillsTexts } from '../en/tills.ts';

export const texts: TillsTexts = {
  allowTitle: 'Questa cassa può usare il suo terminale?',
  allowWho: '{origin} chiede di usarlo.',
  allowWhat:
    'Potrà avviare pagamenti su questo terminale e vedere se è pronto. Non vede altri pagamenti, impostazioni o password.',
  allowAmount: 'Ora chiede {amount}.',
  allow: 'Consenti',
  refuse: 'Non consentire',
  later: 'Può cambiare idea in ogni momento in Impostazioni, Casse web.',
  terminalTitle: 'Scegliere il terminale',
  terminalWhat: '{origin} Le chiede di scegliere il terminale di pagamento.',
  choose: 'Scegli…',
  notNow: 'Non ora',
  title: 'Casse web',
  what: 'Le pagine web che hanno chiesto di usare questo connettore. Revochi quelle che non conosce.',
  none: 'Nessuna pagina web lo ha ancora chiesto.',
  allowed: 'consentita il {date}',
  refused: 'rifiutata il {date}',
  takeBack: 'Revoca',
  askAgain: 'Lascia che chieda di nuovo',
};
