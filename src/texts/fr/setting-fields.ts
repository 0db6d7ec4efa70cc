import type { SettingFieldsTexts } from '../en/setting-fields.ts';

const merchant = {
  label: 'Numéro de commerçant',
  hint: '1 à 32 lettres, chiffres, tirets ou tirets bas.',
};
const application = { label: 'Application de paiement', hint: 'Trois chiffres ou lettres majuscules.' };
const rank = { label: 'Rang', hint: 'Trois chiffres, par exemple 001.' };

export const texts: SettingFieldsTexts = {
  environment: {
    label: 'Environnement',
    hint: 'Environnement HiPay. Un vrai terminal débite toujours les cartes.',
  },
  'terminal.link': {
    label: 'Terminal',
    hint: 'WebUSB seulement là où Web Serial manque : Chrome sur Android avant la version 148.',
  },
  'terminal.language': {
    label: 'Langage du terminal',
    hint: 'Comme dans le menu du terminal : Concert V2 E+ sur la plupart des câbles, E sur les anciens terminaux ; Caisse-AP V3 sur le réseau.',
  },
  'terminal.registerNumber': {
    label: 'Numéro de caisse',
    hint: 'Deux chiffres ou lettres majuscules, par exemple 01.',
  },
  'terminal.serialNumber': {
    label: 'Numéro de série du terminal',
    hint: '64 caractères au plus. Donné aux caisses qui le demandent.',
  },
  'terminal.longAnswer': {
    label: 'Demander la réponse détaillée',
    hint: 'Avec le numéro de carte masqué, si le terminal le donne.',
  },
  'terminal.caisseAp.version': {
    label: 'Version de Caisse-AP',
    hint: '0300 convient aux terminaux de toutes les marques. Les tickets demandent 0310 ou 0320 ; par câble, certains n’acceptent que 0300.',
  },
  'terminal.caisseAp.protocolId': {
    label: 'Identifiant de protocole',
    hint: 'Douze chiffres. Aucun terminal connu ne les vérifie.',
  },
  'terminal.receiptLanguage': {
    label: 'Langue des reçus',
    hint: 'Pour les reçus faits ici quand le terminal n’en donne pas.',
  },
  'terminal.privateDigits': {
    label: 'Dix chiffres dans chaque demande',
    hint: 'Ils prouvent à quel paiement appartient une réponse, si le terminal les répète. À désactiver si le terminal refuse toutes les demandes.',
  },
  'terminal.receipts': {
    label: 'Demander ses tickets au terminal',
    hint: 'Avec Caisse-AP 0310 et 0320. Ils sont affichés et imprimés ici.',
  },
  'terminal.script': { label: 'Ce que fait le terminal simulé', hint: '' },
  'terminal.serial.baudRate': { label: 'Vitesse (bauds)', hint: '110 à 256000.' },
  'terminal.serial.dataBits': { label: 'Bits de données', hint: '' },
  'terminal.serial.parity': { label: 'Parité', hint: '' },
  'terminal.serial.stopBits': { label: 'Bits d’arrêt', hint: '' },
  'terminal.serial.flowControl': { label: 'Contrôle de flux', hint: '' },
  'terminal.timers.controlMs': { label: 'Attente de la réponse du terminal (ms)', hint: '' },
  'terminal.timers.pauseMs': { label: 'Pause avant un nouvel appel (ms)', hint: '' },
  'terminal.timers.turnaroundMs': { label: 'Pause avant notre réponse (ms)', hint: '' },
  'terminal.timers.customerMs': { label: 'Temps laissé au client (ms)', hint: '' },
  'terminal.timers.enquiryAttempts': { label: 'Appels avant abandon', hint: '' },
  'terminal.timers.frameResends': { label: 'Renvois demandés par le terminal', hint: '' },
  'hipay.login': { label: 'Identifiant HiPay', hint: '255 caractères au plus.' },
  'hipay.password': { label: 'Mot de passe HiPay', hint: '' },
  'hipay.hashKey': {
    label: 'Phrase secrète HiPay',
    hint: 'Seulement si votre compte HiPay en a une.',
  },
  'contracts.proxy': { label: 'Avec contact (carte insérée)', hint: '' },
  'contracts.proxy.merchantId': merchant,
  'contracts.proxy.paymentApplication': application,
  'contracts.proxy.rank': rank,
  'contracts.nfc': { label: 'Sans contact (carte approchée)', hint: '' },
  'contracts.nfc.merchantId': merchant,
  'contracts.nfc.paymentApplication': application,
  'contracts.nfc.rank': rank,
  authorizationThresholdMinor: {
    label: 'Toujours autoriser au-dessus de',
    hint: 'Un montant comme 50,00, dans toute devise. Vide : jamais à cause du montant.',
  },
  currencies: { label: 'Devises', hint: 'Des codes comme EUR, séparés par des virgules.' },
  notificationWaitMs: {
    label: 'La caisse attend HiPay (ms)',
    hint: '0 à 60000. La vente elle-même ne risque rien.',
  },
  orderPrefix: {
    label: 'Les numéros de commande commencent par',
    hint: 'Pour ceux créés ici : au plus 7 lettres, chiffres, - ou _, par exemple T1-.',
  },
};
