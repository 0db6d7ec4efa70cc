import type { FindTexts } from '../en/find.ts';

const search: FindTexts['search'] = {
  foundTitle: 'Terminal encontrado',
  language: 'Linguagem',
  line: 'Configuração da linha',
  concertName: 'Concert V2',
  concertHint: 'E ou E+ não se vê de fora: se o terminal recusar pagamentos, experimente o outro.',
  unclear: 'Não é claro: responde, mas não diz que linguagem fala',
  unclearHint:
    'Talvez esteja num menu ou ocupado. Volte ao ecrã inicial do terminal e procure de novo. Se continuar assim, Concert V2 é o mais provável.',
  saved: 'Ficou guardado. Nada foi cobrado.',
  savedInFile:
    'Ficou escrito no ficheiro de configuração do serviço local e vale desde já. Nada foi cobrado.',
  same: 'As definições já dizem isto. Nada mudou, nada foi cobrado.',
  notSaved: 'Não foi possível guardar. Nada foi cobrado. Introduza-o em Definições, ou procure de novo.',
  provisioned:
    'Vale o ficheiro de configuração do serviço local e não foi possível alterá-lo: nada mudou, nada foi cobrado. Ponha estas linhas em config.yml e reinicie o «hipay-ecr»:',
  copy: 'Copiar as linhas',
  copied: 'Copiado.',
  notCopied: 'O navegador não permitiu a cópia. Selecione-as e copie à mão.',
  notFoundTitle: 'Nenhum terminal encontrado',
  notFoundOnCable: 'Nenhuma configuração teve resposta. Nada mudou, nada foi cobrado. Verifique:',
  notFoundOnNetwork: 'O terminal não respondeu no seu endereço. Nada mudou, nada foi cobrado. Verifique:',
  refusedTitle: 'O terminal não foi procurado',
  cable: 'Cabo: ligado nas duas pontas, terminal ligado. Experimente outra porta USB, sem hub.',
  otherPrograms:
    'Outros programas: feche o antigo programa de pagamentos e qualquer outro programa que use o terminal.',
  power: 'Corrente: o terminal está ligado e mostra o ecrã inicial.',
  cashConnection:
    'Ingenico: F, 0 Telium Manager, 5 Initialisation, 1 Parameters, Cash Connection: ativa, em USB ou na porta do cabo.',
  address: 'Endereço: terminal_host e terminal_port são os do terminal (8888, ou 20002 com Nepting).',
  asleep: 'Repouso: desligue o modo ECO do terminal; em repouso recusa ligações.',
  network: 'Rede: este computador e o terminal estão na mesma rede.',
  lookAgain: 'Procurar de novo',
  close: 'Fechar',
  port: 'Porta {place} de {devices}: {device}',
  onePort: 'A experimentar a porta: {device}',
  anyPort: 'o terminal escolhido',
  attempt: 'Tentativa {attempt} de {attempts}: {line}',
  progress: 'Progresso da procura',
  stop: 'Parar a procura',
  stopping: 'A parar…',
  stoppedTitle: 'Procura interrompida',
  stoppedWhat: 'Interrompeu a procura. Nada mudou, nada foi cobrado.',
  device: 'Porta',
  devices: 'Resultado de cada porta:',
  silent: 'sem resposta',
  garbled: 'algo responde, mas de forma incompreensível: cabo errado, ou não é um terminal de pagamento',
  inUse: 'ocupada por outro programa ou separador: feche-o e procure de novo',
  away: 'desligada',
  failed: 'não foi possível abri-la',
  printSheet: 'Imprimir a ficha',
  sheetTitle: 'FICHA DO TERMINAL',
  sheetHow: 'A introduzir no menu do terminal, se um dia for preciso configurá-lo de novo.',
  sheetCash: 'Ligação à caixa (liaison caisse): ativa',
  sheetIngenico: 'Menu Ingenico: F > 0 Telium Manager > 5 Initialisation > 1 Parameters > Cash Connection',
  sheetNepting: 'Nepting: parâmetros funcionais > protocolo de caixa > Concert',
  sheetOther: 'Outras marcas: peça ao banco ou à HiPay o menu «liaison caisse».',
  sheetSpeed: 'Velocidade: {baud} baud',
  sheetBits: 'Bits de dados {bits}, paridade {parity}, bits de paragem {stop}',
  sheetLanguage: 'Protocolo: {language}',
  none: 'nenhuma',
  even: 'par',
  odd: 'ímpar',
};

const among: FindTexts['among'] = {
  noneAnswers:
    'Nenhum dos {count} aparelhos ligados responde como um terminal. {port} fica aberta; assim que o terminal responder num deles, passa a ser usado. Nada é cobrado.',
  severalAnswer:
    'Respondem {count} terminais; os pagamentos vão só para um: {port}. Se for o errado, desligue-o por um momento: o outro toma o seu lugar. Para resolver de vez: Definições, «Esquecer este terminal…», e depois escolha só o certo.',
  inUse:
    'Ignorado, porque outro programa ou separador o está a usar: {ports}. Se for o seu terminal, feche o outro programa.',
};

const script: FindTexts['script'] = {
  scenario: 'O que faz o terminal simulado',
};

export const texts: FindTexts = { search, among, script };
