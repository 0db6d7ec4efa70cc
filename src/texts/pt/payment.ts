import type { FailureTexts, PhaseTexts, TillTexts } from '../../core/till/till-texts.ts';
import { money } from './till-money.ts';

const ticket = 'Veja o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra.';

const failures: FailureTexts = {
  'unknown-error': {
    what: 'Ocorreu um erro no programa de pagamentos.',
    todo: 'Tente mais uma vez. Se voltar a acontecer, envie o detalhe técnico à assistência.',
  },
  'payment-timeout': {
    what: 'O pagamento demorou mais do que o permitido.',
    todo: 'Verifique se o terminal voltou ao ecrã inicial e recomece.',
  },
  unauthorized: {
    what: 'A caixa usou um utilizador ou uma palavra-passe errados.',
    todo: 'Corrija na caixa o acesso ao programa de pagamentos.',
  },
  'too-many-guesses': {
    what: 'Foram enviadas ao programa de pagamentos demasiadas palavras-passe erradas.',
    todo: 'Corrija na caixa o acesso ao programa de pagamentos e espere um minuto.',
  },
  'hipay-credentials': {
    what: 'A HiPay recusou o utilizador ou a palavra-passe.',
    todo: 'Corrija-os em Definições e prima «Enviar agora». Nada se perde.',
  },
  'hipay-unreachable': {
    what: 'Não foi possível contactar a HiPay.',
    todo: 'Verifique a rede. O programa de pagamentos continua a tentar sozinho.',
  },
  'hipay-refused': {
    what: 'A HiPay recusou a notificação.',
    todo: 'Envie o detalhe técnico à assistência da HiPay. O pagamento fica registado aqui.',
  },
  'page-not-open': {
    what: 'A página do programa de pagamentos não estava aberta, ou estava a ser recarregada.',
    todo: 'Deixe esta página aberta na caixa, espere alguns segundos e tente de novo.',
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
    what: 'Outro programa está a usar o terminal.',
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
    what: 'Os dados do terminal chegam ilegíveis.',
    todo: 'As configurações da linha não servem: prima «Encontrar o meu terminal» e recomece.',
  },
  'status-unreadable': { what: 'Não foi possível ler o estado do terminal.', todo: ticket },
  declined: {
    what: 'O banco ou o terminal recusou o pagamento.',
    todo: 'Tente outro cartão ou outro meio de pagamento.',
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
    todo: 'Introduza em Definições o contrato dado pela HiPay, ou peça a quem instalou esta caixa.',
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
    what: 'O terminal respondeu por outro pagamento: valor, moeda ou caixa diferentes.',
    todo: 'Compare este valor com o último talão do terminal, prima «Verificar o talão» e diga o que ele mostra. Anule no terminal o que não devia lá estar.',
  },
  'cannot-record': {
    what: 'Não foi possível registar o pagamento.',
    todo: 'Liberte espaço em disco e tente de novo. Se não bastar, recarregue a página do programa de pagamentos.',
  },
  'not-owner': {
    what: 'Outro separador do programa de pagamentos está a usar o terminal.',
    todo: 'Use esse separador, ou feche-o e tente de novo.',
  },
  'till-not-allowed': {
    what: 'A página desta caixa não foi autorizada a usar o programa de pagamentos.',
    todo: 'Abra o programa de pagamentos, autorize esta página em Definições e tente de novo.',
  },
  'version-mismatch': {
    what: 'A página desta caixa e o programa de pagamentos têm versões diferentes.',
    todo: 'Atualize o mais antigo dos dois e tente de novo.',
  },
  'local-network-blocked': {
    what: 'O navegador não deixa esta página aceder ao programa de pagamentos neste computador.',
    todo: 'Permita «aplicações neste dispositivo» para esta página nas definições do navegador e tente de novo.',
  },
  'window-blocked': {
    what: 'O navegador não abriu a janela do programa de pagamentos.',
    todo: 'Prima o botão, ou permita janelas pop-up para esta página.',
  },
  'browser-unsupported': {
    what: 'Este navegador não consegue aceder a um terminal por cabo.',
    todo: 'Use o Chrome ou o Edge num computador.',
  },
  'till-left': {
    what: 'A caixa já não esperava por este pagamento: não começou.',
    todo: 'Recomece se ainda for preciso.',
  },
  'same-amount-in-doubt': {
    what: 'Outro pagamento do mesmo valor está em dúvida: este não começou.',
    todo: 'Prima «Verificar o talão», verifique esse pagamento e depois cobre este.',
  },
  'refund-in-doubt': {
    what: 'O estado desta venda é incerto: este reembolso não começou.',
    todo: 'Verifique primeiro a venda e os seus outros reembolsos e depois repita este.',
  },
  'connector-stopping': {
    what: 'O programa de pagamentos está a ser parado: este pagamento não começou.',
    todo: 'Inicie de novo o programa de pagamentos e depois repita o pagamento com o mesmo número de venda.',
  },
};

const phases: PhaseTexts = {
  recording: { label: 'Registo', now: 'O pagamento é registado antes de qualquer envio.' },
  'calling-terminal': { label: 'Chamada ao terminal', now: 'À espera que o terminal atenda.' },
  sending: { label: 'Envio do valor', now: 'O terminal está a receber o valor.' },
  customer: {
    label: 'Apresente o cartão',
    now: 'O cliente apresenta o cartão. Pode demorar alguns minutos.',
  },
  answer: { label: 'Resposta do terminal', now: 'O terminal respondeu; a resposta está a ser registada.' },
  notifying: { label: 'Quase pronto', now: 'A venda está registada; o envio à HiPay está em curso.' },
  finished: { label: 'Concluído', now: 'O pagamento terminou.' },
};

export const texts: TillTexts = {
  failures,
  phases,
  money,
  redKey:
    'A caixa já não pode cancelar um pagamento que o terminal recebeu. Prima a tecla vermelha do terminal; o que ele disser é o resultado.',
  nothing: 'Nenhum pagamento está em curso.',
  tooLate: 'O terminal já respondeu: este pagamento está a ser registado.',
};
