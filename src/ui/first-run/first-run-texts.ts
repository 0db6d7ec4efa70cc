import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  open: 'Show me step by step',
  openFile: 'Open a file…',
  title: 'Set up this till',
  place: 'Step {step} of {steps}',
  steps: { language: 'Language', terminal: 'Terminal', account: 'HiPay account', test: 'First payment' },
  back: 'Back',
  next: 'Next',
  later: 'Do this later',
  leave: 'Leave the guide',
  finish: 'Go to the till',
  terminalHow:
    'Plug the terminal in, switch it on, and choose it in the browser’s list. To look around first, take the simulated one.',
  accountHow:
    'So that HiPay hears of your payments. You find these in the HiPay console and in your contract.',
  accountProvisioned: 'The configuration file of the local service says this. There is nothing to do here.',
  file: 'From a file (optional)',
  fileHint:
    'The config.yml of HiPay’s desktop connector, or the settings file of another till. It stays on this computer.',
  fileRead: 'The file was read. Look at what it says below, then save.',
  fileNoPassword: 'The file was read. It holds no password: enter it below, then save.',
  fileRefused: 'This file cannot be used. Nothing was changed.',
  saveAccount: 'Save and go on',
  noTerminal: 'No terminal is chosen yet. Nothing can be charged.',
  simulatedHow: 'The simulated terminal charges nobody. This only shows how a payment goes.',
  realHow: 'This charges a real card {amount}.',
  realBack: 'Use a card of your own. You can give the amount back from the pay screen afterwards.',
  probe: 'Only check the terminal (charges nothing)',
  paySimulated: 'Try a payment of {amount}',
  payReal: 'Charge a card {amount}',
  another: 'Another till to set up? Save these settings as a file and open it there. It holds no password.',
  saveFile: 'Save the settings as a file',
};

const fr: typeof en = {
  open: 'Me guider pas à pas',
  openFile: 'Ouvrir un fichier…',
  title: 'Mise en service de cette caisse',
  place: 'Étape {step} sur {steps}',
  steps: {
    language: 'Langue',
    terminal: 'Terminal de paiement',
    account: 'Compte HiPay',
    test: 'Premier paiement',
  },
  back: 'Retour',
  next: 'Suivant',
  later: 'Faire plus tard',
  leave: 'Quitter le guide',
  finish: 'Aller à la caisse',
  terminalHow:
    'Branchez le terminal, allumez-le, puis choisissez-le dans la liste du navigateur. Pour d’abord découvrir, prenez le terminal simulé.',
  accountHow:
    'Pour que HiPay soit informé de vos paiements. Ces données se trouvent dans la console HiPay et dans votre contrat.',
  accountProvisioned: 'Le fichier de configuration du service local le fixe. Il n’y a rien à faire ici.',
  file: 'À partir d’un fichier (facultatif)',
  fileHint:
    'Le config.yml du connecteur de bureau HiPay, ou le fichier de réglages d’une autre caisse. Il reste sur cet ordinateur.',
  fileRead: 'Le fichier a été lu. Vérifiez ci-dessous, puis enregistrez.',
  fileNoPassword:
    'Le fichier a été lu. Il ne contient pas de mot de passe : saisissez-le ci-dessous, puis enregistrez.',
  fileRefused: 'Ce fichier ne peut pas servir. Rien n’a été changé.',
  saveAccount: 'Enregistrer et continuer',
  noTerminal: 'Aucun terminal n’est encore choisi. Rien ne peut être débité.',
  simulatedHow: 'Le terminal simulé ne débite personne. Cela montre seulement le déroulement d’un paiement.',
  realHow: 'Ceci débite une vraie carte de {amount}.',
  realBack: 'Prenez une carte à vous. Vous pourrez ensuite rembourser le montant depuis l’écran de paiement.',
  probe: 'Seulement tester le terminal (sans débit)',
  paySimulated: 'Essayer un paiement de {amount}',
  payReal: 'Débiter une carte de {amount}',
  another:
    'Une autre caisse à installer ? Enregistrez ces réglages dans un fichier et ouvrez-le là-bas. Il ne contient pas de mot de passe.',
  saveFile: 'Enregistrer les réglages dans un fichier',
};

const it: typeof en = {
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
  terminalHow:
    'Colleghi il terminale, lo accenda e lo scelga nell’elenco del browser. Per provare prima, usi quello simulato.',
  accountHow:
    'Perché HiPay sappia dei suoi pagamenti. Trova questi dati nella console HiPay e nel suo contratto.',
  accountProvisioned:
    'Lo stabilisce il file di configurazione del servizio locale. Qui non c’è nulla da fare.',
  file: 'Da un file (facoltativo)',
  fileHint:
    'Il config.yml del connettore desktop di HiPay, o il file di impostazioni di un’altra cassa. Resta su questo computer.',
  fileRead: 'Il file è stato letto. Controlli qui sotto, poi salvi.',
  fileNoPassword: 'Il file è stato letto. Non contiene la password: la inserisca qui sotto, poi salvi.',
  fileRefused: 'Questo file non si può usare. Nulla è cambiato.',
  saveAccount: 'Salva e continua',
  noTerminal: 'Non è ancora scelto alcun terminale. Nulla può essere addebitato.',
  simulatedHow: 'Il terminale simulato non addebita nulla a nessuno. Mostra solo come va un pagamento.',
  realHow: 'Questo addebita {amount} su una carta vera.',
  realBack: 'Usi una sua carta. Poi potrà rimborsare l’importo dalla schermata di pagamento.',
  probe: 'Solo controllare il terminale (nessun addebito)',
  paySimulated: 'Prova un pagamento di {amount}',
  payReal: 'Addebita {amount} su una carta',
  another:
    'Un’altra cassa da configurare? Salvi queste impostazioni in un file e lo apra là. Non contiene password.',
  saveFile: 'Salva le impostazioni in un file',
};

const pt: typeof en = {
  open: 'Guiar-me passo a passo',
  openFile: 'Abrir um ficheiro…',
  title: 'Configurar esta caixa',
  place: 'Passo {step} de {steps}',
  steps: {
    language: 'Idioma',
    terminal: 'Terminal de pagamento',
    account: 'Conta HiPay',
    test: 'Primeiro pagamento',
  },
  back: 'Voltar',
  next: 'Seguinte',
  later: 'Fazer mais tarde',
  leave: 'Sair do guia',
  finish: 'Ir para a caixa',
  terminalHow:
    'Ligue o cabo do terminal, ligue o aparelho e escolha-o na lista do navegador. Para ver primeiro como é, use o simulado.',
  accountHow:
    'Para que a HiPay saiba dos seus pagamentos. Encontra estes dados na consola HiPay e no seu contrato.',
  accountProvisioned: 'É o ficheiro de configuração do serviço local que o define. Aqui não há nada a fazer.',
  file: 'A partir de um ficheiro (opcional)',
  fileHint:
    'O config.yml do conector de secretária da HiPay, ou o ficheiro de definições de outra caixa. Fica neste computador.',
  fileRead: 'O ficheiro foi lido. Veja abaixo o que diz e guarde.',
  fileNoPassword: 'O ficheiro foi lido. Não contém a palavra-passe: introduza-a abaixo e guarde.',
  fileRefused: 'Este ficheiro não serve. Nada mudou.',
  saveAccount: 'Guardar e continuar',
  noTerminal: 'Ainda não há terminal escolhido. Nada pode ser cobrado.',
  simulatedHow: 'O terminal simulado não cobra nada a ninguém. Só mostra como decorre um pagamento.',
  realHow: 'Isto cobra {amount} num cartão verdadeiro.',
  realBack: 'Use um cartão seu. Depois pode devolver o valor no ecrã de pagamento.',
  probe: 'Só verificar o terminal (não cobra nada)',
  paySimulated: 'Experimentar um pagamento de {amount}',
  payReal: 'Cobrar {amount} num cartão',
  another:
    'Há outra caixa para configurar? Guarde estas definições num ficheiro e abra-o lá. Não contém palavra-passe.',
  saveFile: 'Guardar as definições num ficheiro',
};

export const firstRunTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
