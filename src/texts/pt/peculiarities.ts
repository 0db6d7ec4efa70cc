import type { PeculiaritiesTexts } from '../en/peculiarities.ts';

export const texts: PeculiaritiesTexts = {
  'usb-line-settings': {
    what: 'Ingenico Telium e Tetra por USB (iCT, iWL, Desk, Move): a configuração da linha não importa, não há uma linha real por trás.',
    remedy: 'Qualquer configuração serve; 9600 8N1 é habitual.',
  },
  'serial-7e1': {
    what: 'Terminais por cabo RS232: a maioria quer 7 bits de dados e paridade par.',
    remedy: 'Escolha 9600 7E1 em Definições, ou «Encontrar o meu terminal».',
  },
  'serial-1200': {
    what: 'Alguns iCT250 por RS232 falam a 1200 baud, 7E1.',
    remedy: 'Escolha a velocidade em Definições, ou «Encontrar o meu terminal».',
  },
  'parity-half-works': {
    what: 'Qualquer terminal por RS232: com a paridade errada a chamada e a resposta passam, e tudo o resto falha.',
    remedy:
      'Antes de se falar de dinheiro numa linha assim, pergunta-se-lhe quem é; sem resposta, a luz diz «Linha mal configurada» e nenhum pagamento sai. «Encontrar o meu terminal» encontra as que servem.',
  },
  'e-or-e-plus': {
    what: 'Ingenico com Telium Manager anterior a 37783600, e iPP3xx: conhecem o protocolo E e recusam E+.',
    remedy: 'Escolha Concert V2 E em Definições.',
  },
  'short-answer': {
    what: 'Alguns respondem na forma curta, seja o que for que se peça.',
    remedy: 'Sozinho: decide o comprimento que chega.',
  },
  'answer-mode': {
    what: 'Com cartões sem contacto a resposta indica o modo «B», a de uma recusa «0».',
    remedy: 'Sozinho: o modo não é comparado.',
  },
  'fast-ack': {
    what: 'Ingenico mais antigos por RS232 perdem uma resposta que chega logo.',
    remedy: 'Aumente «Pausa antes da nossa resposta» em Definições (10 ms).',
  },
  'missing-eot': {
    what: 'Alguns num Raspberry Pi omitem o último sinal da troca.',
    remedy: 'Sozinho: uma venda paga não falha por isso.',
  },
  'stale-byte': {
    what: 'Alguns num Raspberry Pi enviam um byte solto antes da chamada.',
    remedy: 'Sozinho: descartado e anotado.',
  },
  'stale-answer': {
    what: 'Qualquer terminal pode enviar primeiro a resposta de um pagamento anterior.',
    remedy: 'Sozinho: comparada, ou perguntada a uma pessoa.',
  },
  'idle-8h': {
    what: 'Desk/5000 por USB deixa de responder após cerca de oito horas.',
    remedy: 'A luz mostra-o: desligue e ligue o cabo, ou reinicie o terminal.',
  },
  'cash-connection': {
    what: 'Ingenico: nenhuma resposta, porque o menu «Cash Connection» está desligado ou noutra porta.',
    remedy: 'F > Telium Manager > Initialization > Parameters > Cash Connection (no menu do terminal).',
  },
  'modem-manager': {
    what: 'Qualquer terminal USB em Linux: o ModemManager fala com ele durante dez segundos após a ligação.',
    remedy: 'Espere, ou peça uma regra udev: ENV{ID_MM_DEVICE_IGNORE}="1".',
  },
  'uk-dialect': {
    what: 'Terminais configurados para o Reino Unido ou a Irlanda mostram MAILORDER SALE: falam outra linguagem do mesmo comprimento.',
    remedy: 'Não suportado: cancele no terminal e mande configurá-lo para França.',
  },
  'v3-version-0301': {
    what: 'Desk/5000 responde com a versão 0301 e um identificador de protocolo próprio.',
    remedy: 'Sozinho: nenhum dos dois é comparado.',
  },
  'v3-padded-amount': {
    what: 'Ingenico preenche o valor com zeros.',
    remedy: 'Sozinho: comparado como número.',
  },
  'v3-bare-refusal': {
    what: 'Desk/5000: depois da tecla vermelha a resposta não tem valor.',
    remedy: 'Sozinho: só uma aceitação tem de o repetir.',
  },
  'v3-no-bf': {
    what: 'Ingenico mais recentes recusam pedidos que falam de pagamentos parciais (BF).',
    remedy: 'Sozinho: BF nunca é enviado.',
  },
  'v3-0310-on-serial': {
    what: 'Alguns Ingenico não aceitam a versão 0310 por cabo.',
    remedy: 'Escolha a versão 0300 em Definições, como de origem.',
  },
  'v3-extended-reason': {
    what: 'Alguns bancos enviam um motivo com até 29 caracteres.',
    remedy: 'Sozinho: contam os dois primeiros.',
  },
  'v3-cheque-reason': {
    what: 'Ingenico: qualquer falha de um cheque tem o motivo «recusado».',
    remedy: 'O texto diz «recusado» seja o que for que aconteceu: veja o terminal.',
  },
  'v3-cancellation': {
    what: 'HiPay em Nepting: a anulação não existe.',
    remedy: 'O terminal recusa-a: faça um reembolso.',
  },
  'v3-duplicate': {
    what: 'Os fabricantes não estão de acordo: para um deles, pedir o último talão é uma consulta.',
    remedy: 'Serve apenas para informar uma pessoa.',
  },
  'v3-long-ticket': {
    what: 'Todos os que dão talões: a resposta chega em vários pedaços.',
    remedy: 'Sozinho: lida até estar inteira e quieta.',
  },
  'v3-port': {
    what: 'AXIUM com Nepting escuta na porta 20002 em vez de 8888.',
    remedy: 'Ponha terminal_port: 20002 no ficheiro de configuração.',
  },
  'v3-asleep': {
    what: 'Nepting, e Ingenico em Wi-Fi, recusam ligações em repouso.',
    remedy: 'Desligue o modo ECO do terminal (atraso 99999).',
  },
  'v3-busy': {
    what: 'Qualquer terminal diz «não feito» quando está num menu ou noutro pagamento.',
    remedy: 'Tente de novo quando estiver no ecrã inicial.',
  },
};
