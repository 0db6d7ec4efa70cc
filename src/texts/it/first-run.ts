import type { FirstRunTexts } from '../en/first-run.ts';

const guide: FirstRunTexts['guide'] = {
  open: 'Guidami passo per passo',
  openFile: 'Apri un file…',
  title: 'Configurazione di questa cassa',
  place: 'Passo {step} di {steps}',
  steps: { language: 'Lingua', terminal: 'Terminale', account: 'Account HiPay', test: 'Primo pagamento' },
  back: 'Indietro',
  next: 'Avanti',
  later: 'Più tardi',
  leave: 'Esci dalla guida',
  finish: 'Vai alla cassa',
  plug: {
    cable: 'Lo colleghi a questo computer con il suo cavo USB.',
    switchOn: 'Lo accenda e lo lasci sulla schermata iniziale.',
    choose: 'Lo scelga nell’elenco del browser.',
  },
  accountHow: 'Per inviare i pagamenti a HiPay. Trova questi dati nella console HiPay e nel Suo contratto.',
  accountProvisioned:
    'Lo stabilisce il file di configurazione del servizio locale. Qui non c’è nulla da fare.',
  contractProvisioned:
    'La configurazione di questa cassa non indica ancora alcun contratto: nulla può essere addebitato. Chieda a chi ha installato questa cassa, o a HiPay, di aggiungerlo.',
  file: 'Da un file (facoltativo)',
  fileHint:
    'Il config.yml del connettore desktop di HiPay, o il file di impostazioni di un’altra cassa. Resta su questo computer.',
  fileRead: 'Il file è stato letto. Controlli qui sotto, poi salvi.',
  fileNoPassword: 'Il file è stato letto. Non contiene la password: la inserisca qui sotto, poi salvi.',
  fileRefused: 'Questo file non si può usare. Nulla è cambiato.',
  saveAccount: 'Salva e continua',
  noTerminal: 'Non è ancora scelto alcun terminale. Nulla può essere addebitato.',
  noContract: 'Non è ancora noto alcun contratto con HiPay. Nulla può essere addebitato.',
  simulatedHow: 'Il terminale simulato non addebita nulla a nessuno. Mostra solo come va un pagamento.',
  realHow: 'Questo addebita {amount} su una carta vera.',
  realBack: 'Usi una Sua carta. Poi potrà rimborsare l’importo dalla schermata di pagamento.',
  probe: 'Controlla solo il terminale',
  paySimulated: 'Prova un pagamento di {amount}',
  payReal: 'Addebita {amount} su una carta',
  another:
    'Un’altra cassa da configurare? Salvi queste impostazioni in un file e lo apra là. Non contiene password.',
  saveFile: 'Salva in un file',
};

const firstSteps: FirstRunTexts['firstSteps'] = {
  firstSteps: 'Preparare questa cassa',
  firstTerminal: 'Collegare il terminale',
  firstTerminalHow: 'Lo colleghi, poi prema «Collega il terminale». Per provare, usi il terminale simulato.',
  firstAccount: 'Inserire le credenziali HiPay',
  firstAccountHow: 'In Impostazioni, sotto «Account HiPay»: nome utente e password ricevuti da HiPay.',
  firstContract: 'Inserire un contratto',
  firstContractHow:
    'In Impostazioni, sotto «Contratti»: senza contratto i pagamenti non si possono inviare a HiPay.',
  openSettings: 'Apri le impostazioni',
};

export const texts: FirstRunTexts = { guide, firstSteps };
