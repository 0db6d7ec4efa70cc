import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  ask: 'Ask the terminal for its last ticket',
  consent:
    'Nothing is charged. Press it only when the terminal is at its start screen and nobody is paying. What it says is a hint: you decide.',
  asking: 'Asking the terminal…',
  matches:
    'The terminal’s last ticket has this amount and is accepted. This suggests: paid. Compare the time, then decide.',
  known: 'That is order {order}, which is known to be paid: it says nothing about this payment.',
  otherAmount: 'The terminal’s last ticket is of {amount}: another payment. It says nothing about this one.',
  noAmount: 'The terminal named no amount. It says nothing certain: look at the terminal’s own list.',
  none: 'The terminal has no ticket of a last payment: most likely not paid. Look at the terminal’s own list.',
  matchesBack:
    'The terminal’s last ticket has this amount. It may be the money given back, or the sale of the same amount: read the ticket, then decide.',
  noneBack:
    'The terminal has no ticket of a last payment: most likely nothing was given back. Look at the terminal’s own list.',
  notTold: 'The terminal could not be asked, and that says nothing about this payment.',
  noNumber:
    'It gave no authorisation number, so it cannot be told from another payment of the same amount. Compare the time.',
  amount: 'Amount',
  authorisation: 'Authorisation',
  card: 'Card',
  ticket: 'Ticket',
  why: 'Terminal’s last ticket:',
  whyNone: 'the terminal has none',
  whyKnown: 'belongs to order {order}',
  suggests: 'The terminal’s last ticket suggests: paid.',
};

const fr: typeof en = {
  ask: 'Demander son dernier ticket au terminal',
  consent:
    'Rien n’est débité. N’appuyez que si le terminal est à son écran d’accueil et que personne ne paie. Ce qu’il dit est un indice : c’est vous qui décidez.',
  asking: 'Demande au terminal…',
  matches:
    'Le dernier ticket du terminal a ce montant et est accepté. Cela suggère : payé. Comparez l’heure, puis décidez.',
  known: 'C’est la commande {order}, connue comme payée : cela ne dit rien de ce paiement.',
  otherAmount:
    'Le dernier ticket du terminal est de {amount} : un autre paiement. Il ne dit rien de celui-ci.',
  noAmount: 'Le terminal n’a pas donné de montant. Rien de certain : regardez la liste du terminal.',
  none: 'Le terminal n’a pas de ticket d’un dernier paiement : très probablement pas payé. Regardez la liste du terminal.',
  matchesBack:
    'Le dernier ticket du terminal a ce montant. C’est peut-être le remboursement, peut-être la vente du même montant : lisez le ticket, puis décidez.',
  noneBack:
    'Le terminal n’a pas de ticket d’une dernière opération : très probablement rien n’a été rendu. Regardez la liste du terminal.',
  notTold: 'Le terminal n’a pas pu être interrogé, et cela ne dit rien de ce paiement.',
  noNumber:
    'Il n’a pas donné de numéro d’autorisation : impossible de le distinguer d’un autre paiement du même montant. Comparez l’heure.',
  amount: 'Montant',
  authorisation: 'Autorisation',
  card: 'Carte',
  ticket: 'Ticket imprimé',
  why: 'Dernier ticket du terminal :',
  whyNone: 'le terminal n’en a pas',
  whyKnown: 'celui de la commande {order}',
  suggests: 'Le dernier ticket du terminal suggère : payé.',
};

const it: typeof en = {
  ask: 'Chiedi al terminale l’ultima ricevuta',
  consent:
    'Nulla viene addebitato. Prema solo se il terminale è alla schermata iniziale e nessuno sta pagando. Ciò che dice è un indizio: decide Lei.',
  asking: 'Richiesta al terminale…',
  matches:
    'L’ultima ricevuta del terminale ha questo importo ed è accettata. Questo suggerisce: pagato. Confronti l’ora, poi decida.',
  known: 'È l’ordine {order}, che risulta pagato: non dice nulla di questo pagamento.',
  otherAmount: 'L’ultima ricevuta del terminale è di {amount}: un altro pagamento. Non dice nulla di questo.',
  noAmount: 'Il terminale non ha indicato un importo. Nulla di certo: guardi l’elenco del terminale.',
  none: 'Il terminale non ha ricevute di un ultimo pagamento: molto probabilmente non pagato. Guardi l’elenco del terminale.',
  matchesBack:
    'L’ultima ricevuta del terminale ha questo importo. Può essere il rimborso o la vendita dello stesso importo: legga la ricevuta, poi decida.',
  noneBack:
    'Il terminale non ha ricevute di un’ultima operazione: molto probabilmente nulla è stato restituito. Guardi l’elenco del terminale.',
  notTold: 'Non è stato possibile chiedere al terminale, e questo non dice nulla di questo pagamento.',
  noNumber:
    'Non ha dato un numero di autorizzazione: non si distingue da un altro pagamento dello stesso importo. Confronti l’ora.',
  amount: 'Importo',
  authorisation: 'Autorizzazione',
  card: 'Carta',
  ticket: 'Ricevuta',
  why: 'Ultima ricevuta del terminale:',
  whyNone: 'il terminale non ne ha',
  whyKnown: 'è dell’ordine {order}',
  suggests: 'L’ultima ricevuta del terminale suggerisce: pagato.',
};

const pt: typeof en = {
  ask: 'Pedir ao terminal o último talão',
  consent:
    'Nada é cobrado. Prima só se o terminal estiver no ecrã inicial e ninguém estiver a pagar. O que ele diz é um indício: quem decide é você.',
  asking: 'A perguntar ao terminal…',
  matches:
    'O último talão do terminal tem este montante e foi aceite. Isto sugere: pago. Compare a hora e decida.',
  known: 'É a encomenda {order}, que se sabe estar paga: nada diz sobre este pagamento.',
  otherAmount: 'O último talão do terminal é de {amount}: outro pagamento. Nada diz sobre este.',
  noAmount: 'O terminal não indicou montante. Nada de certo: veja a lista do próprio terminal.',
  none: 'O terminal não tem talão de um último pagamento: muito provavelmente não pago. Veja a lista do próprio terminal.',
  matchesBack:
    'O último talão do terminal tem este montante. Pode ser a devolução ou a venda do mesmo montante: leia o talão e decida.',
  noneBack:
    'O terminal não tem talão de uma última operação: muito provavelmente nada foi devolvido. Veja a lista do próprio terminal.',
  notTold: 'Não foi possível perguntar ao terminal, e isso nada diz sobre este pagamento.',
  noNumber:
    'Não deu número de autorização: não se distingue de outro pagamento do mesmo montante. Compare a hora.',
  amount: 'Montante',
  authorisation: 'Autorização',
  card: 'Cartão',
  ticket: 'Talão',
  why: 'Último talão do terminal:',
  whyNone: 'o terminal não tem nenhum',
  whyKnown: 'é da encomenda {order}',
  suggests: 'O último talão do terminal sugere: pago.',
};

export const duplicateTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
