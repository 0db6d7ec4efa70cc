import type { SettingFieldsTexts } from '../en/setting-fields.ts';

const merchant = {
  label: 'Número de comerciante',
  hint: '1 a 32 letras, algarismos, hífenes ou sublinhados.',
};
const application = { label: 'Aplicação de pagamento', hint: 'Três algarismos ou letras maiúsculas.' };
const rank = { label: 'Ordem (rank)', hint: 'Três algarismos, por exemplo 001.' };

export const texts: SettingFieldsTexts = {
  environment: {
    label: 'Ambiente',
    hint: 'Para onde seguem os pagamentos. Um terminal real faz cobranças nos cartões em qualquer um.',
  },
  'terminal.link': {
    label: 'Terminal',
    hint: 'WebUSB só onde falta Web Serial: Chrome no Android antes da versão 148.',
  },
  'terminal.language': {
    label: 'Linguagem do terminal',
    hint: 'Como no menu do terminal: Concert V2 E+ na maioria dos cabos, E nos terminais antigos; Caisse-AP V3 na rede.',
  },
  'terminal.registerNumber': {
    label: 'Número da caixa',
    hint: 'Dois algarismos ou letras maiúsculas, por exemplo 01.',
  },
  'terminal.serialNumber': {
    label: 'Número de série do terminal',
    hint: 'No máximo 64 caracteres. Dado às caixas que o pedem.',
  },
  'terminal.longAnswer': {
    label: 'Pedir a resposta detalhada',
    hint: 'Com o número do cartão mascarado, se o terminal o der.',
  },
  'terminal.caisseAp.version': {
    label: 'Versão de Caisse-AP',
    hint: '0300 serve para terminais de todas as marcas. Os talões exigem 0310 ou 0320; por cabo, alguns só aceitam 0300.',
  },
  'terminal.caisseAp.protocolId': {
    label: 'Identificador de protocolo',
    hint: 'Doze algarismos. Nenhum terminal conhecido os verifica.',
  },
  'terminal.receiptLanguage': {
    label: 'Língua dos talões',
    hint: 'Para os talões feitos aqui quando o terminal não dá nenhum.',
  },
  'terminal.privateDigits': {
    label: 'Dez algarismos em cada pedido',
    hint: 'Provam a que pagamento pertence uma resposta, se o terminal os repetir. Desative se o terminal recusar todos os pedidos.',
  },
  'terminal.receipts': {
    label: 'Pedir os talões ao terminal',
    hint: 'Com Caisse-AP 0310 e 0320. São mostrados e impressos aqui.',
  },
  'terminal.script': { label: 'O que faz o terminal simulado', hint: '' },
  'terminal.serial.baudRate': { label: 'Velocidade (baud)', hint: '110 a 256000.' },
  'terminal.serial.dataBits': { label: 'Bits de dados', hint: '' },
  'terminal.serial.parity': { label: 'Paridade', hint: '' },
  'terminal.serial.stopBits': { label: 'Bits de paragem', hint: '' },
  'terminal.serial.flowControl': { label: 'Controlo de fluxo', hint: '' },
  'terminal.timers.controlMs': { label: 'Espera pela resposta do terminal (ms)', hint: '' },
  'terminal.timers.pauseMs': { label: 'Pausa antes de nova chamada (ms)', hint: '' },
  'terminal.timers.turnaroundMs': { label: 'Pausa antes da nossa resposta (ms)', hint: '' },
  'terminal.timers.customerMs': { label: 'Tempo para o cliente (ms)', hint: '' },
  'terminal.timers.enquiryAttempts': { label: 'Chamadas antes de desistir', hint: '' },
  'terminal.timers.frameResends': { label: 'Reenvios pedidos pelo terminal', hint: '' },
  'hipay.login': { label: 'Utilizador HiPay', hint: 'No máximo 255 caracteres.' },
  'hipay.password': { label: 'Palavra-passe HiPay', hint: '' },
  'hipay.hashKey': {
    label: 'Frase secreta HiPay',
    hint: 'Só se a sua conta HiPay tiver uma.',
  },
  'contracts.proxy': { label: 'Com contacto (cartão inserido)', hint: '' },
  'contracts.proxy.merchantId': merchant,
  'contracts.proxy.paymentApplication': application,
  'contracts.proxy.rank': rank,
  'contracts.nfc': { label: 'Sem contacto (cartão aproximado)', hint: '' },
  'contracts.nfc.merchantId': merchant,
  'contracts.nfc.paymentApplication': application,
  'contracts.nfc.rank': rank,
  authorizationThresholdMinor: {
    label: 'Autorizar sempre acima de',
    hint: 'Um valor como 50,00, em qualquer moeda. Vazio: nunca por causa do valor.',
  },
  currencies: { label: 'Moedas', hint: 'Códigos como EUR, separados por vírgulas.' },
  notificationWaitMs: {
    label: 'A caixa espera pela HiPay (ms)',
    hint: '0 a 60000. A venda em si nunca está em risco.',
  },
  orderPrefix: {
    label: 'Os números de venda começam por',
    hint: 'Para os criados aqui: no máximo 7 letras, algarismos, - ou _, por exemplo T1-.',
  },
};
