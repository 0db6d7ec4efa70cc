import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  firstSteps: 'Set up this till',
  firstTerminal: 'Connect the terminal',
  firstTerminalHow:
    'Plug it in, then press “Connect terminal”. To have a look around, use the simulated terminal.',
  firstAccount: 'Enter the HiPay login',
  firstAccountHow: 'In Settings, under HiPay: the login and the password that HiPay gave you.',
  firstContract: 'Enter a contract',
  firstContractHow: 'In Settings, under Contracts: without one, HiPay cannot be told of payments.',
  openSettings: 'Open settings',
};

const fr: typeof en = {
  firstSteps: 'Préparer cette caisse',
  firstTerminal: 'Connecter le terminal',
  firstTerminalHow:
    'Branchez-le, puis appuyez sur « Connecter le terminal ». Pour découvrir, utilisez le terminal simulé.',
  firstAccount: 'Saisir l’identifiant HiPay',
  firstAccountHow:
    'Dans Réglages, sous « Compte HiPay » : l’identifiant et le mot de passe fournis par HiPay.',
  firstContract: 'Saisir un contrat',
  firstContractHow:
    'Dans Réglages, sous « Contrats » : sans contrat, HiPay ne peut pas être informé des paiements.',
  openSettings: 'Ouvrir les réglages',
};

const it: typeof en = {
  firstSteps: 'Preparare questa cassa',
  firstTerminal: 'Collegare il terminale',
  firstTerminalHow: 'Lo colleghi, poi prema «Collega il terminale». Per provare, usi il terminale simulato.',
  firstAccount: 'Inserire le credenziali HiPay',
  firstAccountHow: 'In Impostazioni, sotto «Account HiPay»: nome utente e password ricevuti da HiPay.',
  firstContract: 'Inserire un contratto',
  firstContractHow:
    'In Impostazioni, sotto «Contratti»: senza contratto HiPay non può essere informato dei pagamenti.',
  openSettings: 'Apri le impostazioni',
};

const pt: typeof en = {
  firstSteps: 'Preparar esta caixa',
  firstTerminal: 'Ligar o terminal',
  firstTerminalHow: 'Ligue o cabo e prima «Ligar o terminal». Para experimentar, use o terminal simulado.',
  firstAccount: 'Introduzir o acesso HiPay',
  firstAccountHow: 'Em Definições, em «Conta HiPay»: o utilizador e a palavra-passe dados pela HiPay.',
  firstContract: 'Introduzir um contrato',
  firstContractHow:
    'Em Definições, em «Contratos»: sem contrato, a HiPay não pode ser informada dos pagamentos.',
  openSettings: 'Abrir as definições',
};

export const firstStepsTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
