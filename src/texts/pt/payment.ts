import type { FailureTexts, PhaseTexts, TillTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

const ticket = 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.';

const failures: FailureTexts = {
  'unknown-error': {
    what: 'Ocorreu um erro no conector.',
    todo: 'Tente mais uma vez. Se voltar a acontecer, envie o detalhe técnico ao apoio.',
  },
  'payment-timeout': {
    what: 'O pagamento demorou mais do que o permitido.',
    todo: 'Verifique se o terminal voltou ao ecrã inicial e recomece.',
  },
  unauthorized: {
    what: 'A caixa usou um utilizador ou uma palavra-passe errados.',
    todo: 'Corrija na caixa o acesso ao conector.',
  },
  'too-many-guesses': {
    what: 'Foram enviadas ao conector demasiadas palavras-passe erradas.',
    todo: 'Corrija na caixa o acesso ao conector e espere um minuto.',
  },
  'hipay-credentials': {
    what: 'A HiPay recusou o utilizador ou a palavra-passe.',
    todo: 'Corrija-os em Definições e prima «Enviar agora». Nada se perde.',
  },
  'hipay-unreachable': {
    what: 'Não foi possível contactar a HiPay.',
    todo: 'Verifique a rede. O conector continua a tentar sozinho.',
  },
  'hipay-refused': {
    what: 'A HiPay recusou a notificação.',
    todo: 'Envie o detalhe técnico ao apoio da HiPay. O pagamento fica registado aqui.',
  },
  'page-not-open': {
    what: 'A página do conector não estava aberta.',
    todo: 'Abra esta página na caixa, deixe-a aberta e tente de novo.',
  },
  'terminal-not-chosen': {
    what: 'Nenhum terminal foi escolhido.',
    todo: 'Prima «Ligar o terminal» e recomece.',
  },
  'terminal-away': {
    what: 'O terminal não está ligado ao cabo.',
    todo: 'Ligue o cabo (se estiver ligado, desligue-o e volte a ligá-lo), espere pela luz verde e recomece.',
  },
  'port-in-use': {
    what: 'Outro programa tem o terminal.',
    todo: 'Feche esse programa, ou desligue o cabo do terminal e volte a ligá-lo. Depois recomece.',
  },
  'terminal-silent': {
    what: 'O terminal não responde.',
    todo: 'Ligue-o, saia dos menus, verifique se a ligação à caixa («Caisse») está ativa e tente de novo.',
  },
  'terminal-not-ready': {
    what: 'O terminal está ocupado.',
    todo: 'Termine ou cancele o que ele mostra e recomece.',
  },
  'terminal-garbled': {
    what: 'O que o terminal diz chega deturpado.',
    todo: 'As configurações da linha não servem: prima «Encontrar o meu terminal» e recomece.',
  },
  'status-unreadable': { what: 'Não foi possível ler o estado do terminal.', todo: ticket },
  declined: {
    what: 'O banco ou o terminal recusou o pagamento.',
    todo: 'Tente outro cartão ou outro meio.',
  },
  cancelled: {
    what: 'O pagamento foi cancelado no terminal.',
    todo: 'Recomece se ainda for preciso.',
  },
  'answer-unreadable': { what: 'Não foi possível ler a resposta do terminal.', todo: ticket },
  'request-refused-by-terminal': {
    what: 'O terminal não aceitou o pedido.',
    todo: 'Verifique a linguagem do terminal e a linha série em Definições.',
  },
  'contract-missing': {
    what: 'O contrato deste pagamento não está configurado.',
    todo: 'Introduza em Definições, ou no config.yml, o contrato dado pela HiPay.',
  },
  'payment-running': {
    what: 'Outro pagamento está em curso neste terminal.',
    todo: 'Espere que termine e tente de novo.',
  },
  'outcome-unknown': {
    what: 'A resposta do terminal perdeu-se.',
    todo: 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.',
  },
  'order-id-reused': {
    what: 'Este número de venda pertence a um pagamento anterior.',
    todo: 'Se for essa venda, não há mais nada a fazer. Se for uma nova, use um novo número de venda.',
  },
  'request-invalid': {
    what: 'O pedido não é válido.',
    todo: 'Corrija o campo indicado no detalhe técnico.',
  },
  'other-payment': {
    what: 'O terminal respondeu por outro pagamento: montante, moeda ou caixa diferentes.',
    todo: 'Compare este montante com o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra. Anule no terminal o que não devia lá estar.',
  },
  'cannot-record': {
    what: 'O pagamento não pôde ser registado.',
    todo: 'Liberte espaço em disco e tente de novo. Se não bastar, recarregue a página do conector.',
  },
  'not-owner': {
    what: 'Outro separador do conector tem o terminal.',
    todo: 'Use esse separador, ou feche-o e tente de novo.',
  },
  'till-not-allowed': {
    what: 'A página desta caixa não foi autorizada a usar o conector.',
    todo: 'Abra o conector, autorize esta página em Definições e tente de novo.',
  },
  'version-mismatch': {
    what: 'A página desta caixa e o conector falam versões diferentes.',
    todo: 'Atualize o mais antigo dos dois e tente de novo.',
  },
  'local-network-blocked': {
    what: 'O navegador não deixa esta página chegar ao conector neste computador.',
    todo: 'Permita «aplicações neste dispositivo» para esta página nas definições do navegador e tente de novo.',
  },
  'window-blocked': {
    what: 'O navegador não abriu a janela do conector.',
    todo: 'Prima o botão, ou permita janelas pop-up para esta página.',
  },
  'browser-unsupported': {
    what: 'Este navegador não consegue chegar a um terminal por cabo.',
    todo: 'Use o Chrome ou o Edge num computador.',
  },
  'till-left': {
    what: 'A caixa já não esperava por este pagamento: não começou.',
    todo: 'Recomece se ainda for preciso.',
  },
  'same-amount-in-doubt': {
    what: 'Outro pagamento do mesmo montante está em dúvida: este não começou.',
    todo: 'Prima «Verificar o talão», esclareça esse pagamento e depois cobre este.',
  },
  'refund-in-doubt': {
    what: 'O dinheiro desta venda não é conhecido com certeza: esta devolução não começou.',
    todo: 'Verifique primeiro a venda e as suas outras devoluções e depois repita esta.',
  },
  'connector-stopping': {
    what: 'O conector está a ser parado: este pagamento não começou.',
    todo: 'Inicie de novo o conector e depois repita-o com o mesmo número de venda.',
  },
};

const phases: PhaseTexts = {
  recording: { label: 'Registo', now: 'O pagamento é anotado antes de se enviar seja o que for.' },
  'calling-terminal': { label: 'Chamada ao terminal', now: 'À espera que o terminal atenda.' },
  sending: { label: 'Envio do montante', now: 'O terminal está a receber o montante.' },
  customer: {
    label: 'Apresente o cartão',
    now: 'O cliente apresenta o cartão. Pode demorar alguns minutos.',
  },
  answer: { label: 'Resposta do terminal', now: 'O terminal respondeu; a resposta está a ser registada.' },
  notifying: { label: 'Quase pronto', now: 'A venda está registada; o envio à HiPay está em curso.' },
  finished: { label: 'Terminado', now: 'O pagamento terminou.' },
};

export const texts: TillTexts = {
  failures,
  phases,
  money,
  redKey:
    'A caixa já não pode anular um pagamento que o terminal recebeu. Prima a tecla vermelha do terminal; o que ele disser é o resultado.',
  nothing: 'Nenhum pagamento está em curso.',
  tooLate: 'O terminal já respondeu: este pagamento está a ser registado.',
};
