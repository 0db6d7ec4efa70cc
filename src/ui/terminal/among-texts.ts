import type { EveryLanguage } from '../language.ts';

/** What is said where several devices were asked which of them is the terminal. */
const en = {
  noneAnswers:
    'None of the {count} connected devices answers as a terminal. {port} is kept open; as soon as the terminal answers on any of them, it is used. Nobody is charged.',
  severalAnswer:
    '{count} terminals answer; payments go to one of them only: {port}. If that is the wrong one, unplug it for a moment: the other one takes its place. For good: Settings, “Forget this terminal…”, then choose only the right one.',
  held: 'Passed over, because another program or tab has it: {ports}. If that is your terminal, close the other program.',
};

const fr: typeof en = {
  noneAnswers:
    'Aucun des {count} appareils branchés ne répond comme un terminal. {port} reste ouvert ; dès que le terminal répond sur l’un d’eux, il est utilisé. Personne n’est débité.',
  severalAnswer:
    '{count} terminaux répondent ; les paiements vont à un seul : {port}. Si ce n’est pas le bon, débranchez-le un instant : l’autre prend sa place. Pour de bon : Réglages, « Oublier ce terminal… », puis choisissez seulement le bon.',
  held: 'Laissé de côté, car un autre programme ou onglet l’utilise : {ports}. Si c’est votre terminal, fermez l’autre programme.',
};

const it: typeof en = {
  noneAnswers:
    'Nessuno dei {count} dispositivi collegati risponde come un terminale. {port} resta aperto; appena il terminale risponde su uno di essi, viene usato. Nessuno subisce addebiti.',
  severalAnswer:
    'Rispondono {count} terminali; i pagamenti vanno a uno solo: {port}. Se è quello sbagliato, lo scolleghi un momento: l’altro prende il suo posto. Per sempre: Impostazioni, «Dimentica questo terminale…», poi scelga solo quello giusto.',
  held: 'Saltato, perché lo usa un altro programma o un’altra scheda: {ports}. Se è il suo terminale, chiuda l’altro programma.',
};

const pt: typeof en = {
  noneAnswers:
    'Nenhum dos {count} aparelhos ligados responde como um terminal. {port} fica aberto; assim que o terminal responder num deles, passa a ser usado. Ninguém é cobrado.',
  severalAnswer:
    'Respondem {count} terminais; os pagamentos vão só para um: {port}. Se for o errado, desligue-o por um momento: o outro toma o seu lugar. De vez: Definições, «Esquecer este terminal…», e depois escolha só o certo.',
  held: 'Passado à frente, porque outro programa ou separador o usa: {ports}. Se for o seu terminal, feche o outro programa.',
};

export const amongTexts: EveryLanguage<typeof en> = { en, fr, it, pt };
