import type { TillsTexts } from '../en/tills.ts';

export const texts: TillsTexts = {
  allowTitle: 'Questa cassa può usare il Suo terminale?',
  asksNow: 'Ora chiede',
  can: 'Avviare pagamenti e vedere se il terminale è pronto',
  cannot: 'Non vede altri pagamenti, impostazioni o password',
  allow: 'Consenti',
  refuse: 'Rifiuta',
  later: 'Può cambiare idea in ogni momento: Impostazioni, Casse.',
  unsafeTitle: 'Indirizzo non protetto',
  unsafe:
    'Questa pagina non è cifrata: può essere modificata lungo il percorso. Consenta solo la Sua cassa, nella Sua rete.',
  doneTitle: 'Cassa autorizzata',
  done: 'Ora può avviare pagamenti. Tenga aperta questa finestra.',
  understood: 'Ho capito',
  terminalTitle: 'Scegliere il terminale',
  terminalWhat: '{origin} Le chiede di scegliere il terminale di pagamento.',
  choose: 'Scegli…',
  notNow: 'Non ora',
  title: 'Casse web',
  what: 'Le pagine web che hanno chiesto di usare questo programma. Revochi quelle che non conosce.',
  none: 'Nessuna pagina web lo ha ancora chiesto.',
  allowed: 'consentita il {date}',
  refused: 'rifiutata il {date}',
  takeBack: 'Revoca',
  askAgain: 'Lascia che chieda di nuovo',
};
