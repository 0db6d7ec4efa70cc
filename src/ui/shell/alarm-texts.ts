import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

const en = {
  latePaid: 'The terminal answered late: {amount}, order {order}, WAS paid. HiPay is being told.',
  lateNotPaid:
    'The terminal answered late: {amount}, order {order}, was NOT paid. The order can be paid again.',
  contradictedPaid:
    'The terminal now says that {amount}, order {order}, WAS paid. It had been recorded as not paid. Compare with the tickets: if the customer paid twice, give one payment back on the terminal.',
  contradictedNotPaid:
    'The terminal now says that {amount}, order {order}, was NOT paid. It had been recorded as paid and HiPay was told. Compare with the tickets and have HiPay correct it.',
  seen: 'Understood',
};

const fr: typeof en = {
  latePaid: 'Le terminal a répondu en retard : {amount}, commande {order}, A ÉTÉ payé. HiPay en est informé.',
  lateNotPaid:
    'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été payé. La commande peut être payée de nouveau.',
  contradictedPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, A ÉTÉ payé, alors que c’était enregistré comme pas payé. Comparez avec les tickets : si le client a payé deux fois, remboursez un paiement sur le terminal.',
  contradictedNotPaid:
    'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été payé, alors que c’était enregistré comme payé et que HiPay a été informé. Comparez avec les tickets et faites corriger par HiPay.',
  seen: 'Compris',
};

const it: typeof en = {
  latePaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, È STATO pagato. HiPay viene informato.',
  lateNotPaid:
    'Il terminale ha risposto in ritardo: {amount}, ordine {order}, NON è stato pagato. L’ordine può essere pagato di nuovo.',
  contradictedPaid:
    'Il terminale dice ora che {amount}, ordine {order}, È STATO pagato, mentre era registrato come non pagato. Confronti con le ricevute: se il cliente ha pagato due volte, rimborsi un pagamento sul terminale.',
  contradictedNotPaid:
    'Il terminale dice ora che {amount}, ordine {order}, NON è stato pagato, mentre era registrato come pagato e HiPay è stato informato. Confronti con le ricevute e faccia correggere da HiPay.',
  seen: 'Ho capito',
};

const pt: typeof en = {
  latePaid:
    'O terminal respondeu tarde: {amount}, encomenda {order}, FOI pago. A HiPay está a ser informada.',
  lateNotPaid:
    'O terminal respondeu tarde: {amount}, encomenda {order}, NÃO foi pago. A encomenda pode ser paga de novo.',
  contradictedPaid:
    'O terminal diz agora que {amount}, encomenda {order}, FOI pago, mas estava registado como não pago. Compare com os talões: se o cliente pagou duas vezes, devolva um pagamento no terminal.',
  contradictedNotPaid:
    'O terminal diz agora que {amount}, encomenda {order}, NÃO foi pago, mas estava registado como pago e a HiPay foi informada. Compare com os talões e peça a correção à HiPay.',
  seen: 'Entendido',
};

/** What is said otherwise where money was to be given back. */
const back = {
  en: {
    latePaid: 'The terminal answered late: {amount}, order {order}, WAS given back. HiPay is being told.',
    lateNotPaid:
      'The terminal answered late: {amount}, order {order}, was NOT given back. It can be given back again.',
    contradictedPaid:
      'The terminal now says that {amount}, order {order}, WAS given back. It had been recorded as not given back. Compare with the tickets: the customer may have got the money twice.',
    contradictedNotPaid:
      'The terminal now says that {amount}, order {order}, was NOT given back. It had been recorded as given back, and HiPay was told. Compare with the tickets and have HiPay correct it.',
  },
  fr: {
    latePaid:
      'Le terminal a répondu en retard : {amount}, commande {order}, A ÉTÉ rendu. HiPay en est informé.',
    lateNotPaid:
      'Le terminal a répondu en retard : {amount}, commande {order}, n’a PAS été rendu. Cela peut être recommencé.',
    contradictedPaid:
      'Le terminal dit maintenant que {amount}, commande {order}, A ÉTÉ rendu, alors que c’était enregistré comme pas rendu. Comparez avec les tickets : le client a peut-être reçu l’argent deux fois.',
    contradictedNotPaid:
      'Le terminal dit maintenant que {amount}, commande {order}, n’a PAS été rendu, alors que c’était enregistré comme rendu et que HiPay a été informé. Comparez avec les tickets et faites corriger par HiPay.',
  },
  it: {
    latePaid:
      'Il terminale ha risposto in ritardo: {amount}, ordine {order}, È STATO restituito. HiPay viene informato.',
    lateNotPaid:
      'Il terminale ha risposto in ritardo: {amount}, ordine {order}, NON è stato restituito. Si può ricominciare.',
    contradictedPaid:
      'Ora il terminale dice che {amount}, ordine {order}, È STATO restituito, ma era registrato come non restituito. Confronti con le ricevute: il cliente potrebbe aver ricevuto il denaro due volte.',
    contradictedNotPaid:
      'Ora il terminale dice che {amount}, ordine {order}, NON è stato restituito, ma era registrato come restituito e HiPay ne è informato. Confronti con le ricevute e faccia correggere da HiPay.',
  },
  pt: {
    latePaid:
      'O terminal respondeu tarde: {amount}, encomenda {order}, FOI devolvido. A HiPay está a ser informada.',
    lateNotPaid:
      'O terminal respondeu tarde: {amount}, encomenda {order}, NÃO foi devolvido. Pode recomeçar.',
    contradictedPaid:
      'O terminal diz agora que {amount}, encomenda {order}, FOI devolvido, mas estava registado como não devolvido. Compare com os talões: o cliente pode ter recebido o dinheiro duas vezes.',
    contradictedNotPaid:
      'O terminal diz agora que {amount}, encomenda {order}, NÃO foi devolvido, mas estava registado como devolvido e a HiPay foi informada. Compare com os talões e peça a correção à HiPay.',
  },
} satisfies EveryLanguage<Partial<typeof en>>;

export const alarmTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
export const alarmBackTexts: EveryLanguage<typeof en> = {
  en: { ...en, ...back.en },
  fr: withFrenchSpaces({ ...fr, ...back.fr }),
  it: { ...it, ...back.it },
  pt: { ...pt, ...back.pt },
};
