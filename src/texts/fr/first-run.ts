import type { FirstRunTexts } from '../en/first-run.ts';

const guide: FirstRunTexts['guide'] = {
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
  plug: {
    cable: 'Reliez-le à cet ordinateur par son câble USB.',
    switchOn: 'Allumez-le, laissez-le sur son écran d’accueil.',
    choose: 'Choisissez-le dans la liste du navigateur.',
  },
  accountHow:
    'Pour que vos paiements soient envoyés à HiPay. Ces données se trouvent dans la console HiPay et dans votre contrat.',
  accountProvisioned: 'Le fichier de configuration du service local le fixe. Il n’y a rien à faire ici.',
  contractProvisioned:
    'La configuration de cette caisse n’indique encore aucun contrat : rien ne peut être débité. Demandez à la personne qui a installé cette caisse, ou à HiPay, de l’ajouter.',
  file: 'À partir d’un fichier (facultatif)',
  fileHint:
    'Le config.yml du connecteur de bureau HiPay, ou le fichier de réglages d’une autre caisse. Il reste sur cet ordinateur.',
  fileRead: 'Le fichier a été lu. Vérifiez ci-dessous, puis enregistrez.',
  fileNoPassword:
    'Le fichier a été lu. Il ne contient pas de mot de passe : saisissez-le ci-dessous, puis enregistrez.',
  fileRefused: 'Ce fichier ne peut pas servir. Rien n’a été changé.',
  saveAccount: 'Enregistrer et continuer',
  noTerminal: 'Aucun terminal n’est encore choisi. Rien ne peut être débité.',
  noContract: 'Aucun contrat avec HiPay n’est encore connu. Rien ne peut être débité.',
  simulatedHow: 'Le terminal simulé ne débite personne. Cela montre seulement le déroulement d’un paiement.',
  realHow: 'Ceci débite une vraie carte de {amount}.',
  realBack: 'Prenez une carte à vous. Vous pourrez ensuite rembourser le montant depuis l’écran de paiement.',
  probe: 'Seulement tester le terminal',
  paySimulated: 'Essayer avec {amount}',
  payReal: 'Débiter une carte de {amount}',
  another:
    'Une autre caisse à installer ? Enregistrez ces réglages dans un fichier et ouvrez-le là-bas. Il ne contient pas de mot de passe.',
  saveFile: 'Enregistrer dans un fichier',
};

const firstSteps: FirstRunTexts['firstSteps'] = {
  firstSteps: 'Préparer cette caisse',
  firstTerminal: 'Connecter le terminal',
  firstTerminalHow:
    'Branchez-le, puis appuyez sur « Connecter le terminal ». Pour découvrir, utilisez le terminal simulé.',
  firstAccount: 'Saisir l’identifiant HiPay',
  firstAccountHow:
    'Dans Réglages, sous « Compte HiPay » : l’identifiant et le mot de passe fournis par HiPay.',
  firstContract: 'Saisir un contrat',
  firstContractHow:
    'Dans Réglages, sous « Contrats » : sans contrat, les paiements ne peuvent pas être envoyés à HiPay.',
  openSettings: 'Ouvrir les réglages',
};

export const texts: FirstRunTexts = { guide, firstSteps };
