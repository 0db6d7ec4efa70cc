import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  allowTitle: 'May this web page use the connector?',
  allowWho: '{origin} asks to use it.',
  allowWhat:
    'It could start payments on this terminal and see whether the terminal is ready. It does not see other payments, settings or passwords.',
  allowAmount: 'It asks for {amount} now.',
  allow: 'Allow',
  refuse: 'Do not allow',
  later: 'You can change your mind at any time under Settings, Web tills.',
  terminalTitle: 'Choose the terminal',
  terminalWhat: '{origin} asks you to choose the card terminal.',
  choose: 'Choose…',
  notNow: 'Not now',
  title: 'Web tills',
  what: 'Web pages that asked to use this connector. Take back what you do not know.',
  none: 'No web page has asked yet.',
  allowed: 'allowed on {date}',
  refused: 'refused on {date}',
  takeBack: 'Take back',
  askAgain: 'Let it ask again',
};
export type TillQuestionTexts = typeof en;

const fr: TillQuestionTexts = withFrenchSpaces({
  allowTitle: 'Cette page web peut-elle utiliser le connecteur ?',
  allowWho: '{origin} demande à l’utiliser.',
  allowWhat:
    'Elle pourra lancer des paiements sur ce terminal et voir s’il est prêt. Elle ne voit ni les autres paiements, ni les réglages, ni les mots de passe.',
  allowAmount: 'Elle demande maintenant {amount}.',
  allow: 'Autoriser',
  refuse: 'Ne pas autoriser',
  later: 'Vous pourrez changer d’avis à tout moment dans Réglages, Caisses web.',
  terminalTitle: 'Choisir le terminal',
  terminalWhat: '{origin} vous demande de choisir le terminal de paiement.',
  choose: 'Choisir…',
  notNow: 'Pas maintenant',
  title: 'Caisses web',
  what: 'Les pages web qui ont demandé à utiliser ce connecteur. Retirez ce que vous ne connaissez pas.',
  none: 'Aucune page web ne l’a encore demandé.',
  allowed: 'autorisée le {date}',
  refused: 'refusée le {date}',
  takeBack: 'Retirer',
  askAgain: 'La laisser redemander',
});

const it: TillQuestionTexts = {
  allowTitle: 'Questa pagina web può usare il connettore?',
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

const pt: TillQuestionTexts = {
  allowTitle: 'Esta página pode usar o conector?',
  allowWho: '{origin} pede para o usar.',
  allowWhat:
    'Poderá iniciar pagamentos neste terminal e ver se ele está pronto. Não vê outros pagamentos, definições nem palavras-passe.',
  allowAmount: 'Pede agora {amount}.',
  allow: 'Permitir',
  refuse: 'Não permitir',
  later: 'Pode mudar de ideias a qualquer momento em Definições, Caixas web.',
  terminalTitle: 'Escolher o terminal',
  terminalWhat: '{origin} pede que escolha o terminal de pagamento.',
  choose: 'Escolher…',
  notNow: 'Agora não',
  title: 'Caixas web',
  what: 'As páginas que pediram para usar este conector. Retire as que não conhece.',
  none: 'Nenhuma página o pediu ainda.',
  allowed: 'permitida em {date}',
  refused: 'recusada em {date}',
  takeBack: 'Retirar',
  askAgain: 'Deixar pedir de novo',
};

export const tillQuestionTexts: EveryLanguage<TillQuestionTexts> = { en, fr, it, pt };
