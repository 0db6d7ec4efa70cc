import type { CommonTexts } from '../en/common.ts';

const words: CommonTexts['words'] = {
  appName: 'HiPay ECR Connector',
  skip: 'Ir para o conteúdo',
  notices: 'Avisos',
  areas: 'Áreas',
  pay: 'Cobrar',
  paymentsArea: 'Pagamentos',
  settingsArea: 'Definições',
  language: 'Idioma',
  starting: 'A iniciar…',
  simulatedTitle: 'SIMULAÇÃO – nenhum dinheiro é movimentado',
  simulatedGatewayTitle: 'HiPay SIMULADA – o terminal é real',
  simulatedTerminal: 'O terminal é simulado.',
  simulatedGateway: 'Os cartões podem ser mesmo cobrados, mas a HiPay não saberá de nada.',
  simulatedBoth: 'O terminal e a HiPay são simulados.',
  simulated: 'Simulado',
  notOwner:
    'Outro separador do conector tem o terminal. Se algo for recusado aqui, use esse separador ou feche-o.',
  sidecarAway:
    'O serviço local não responde: as caixas deste computador não chegam ao conector. Ainda pode cobrar à mão. Volte a iniciá-lo com «hipay-ecr start».',
  sidecarIsOther:
    'O serviço local tem outra versão do que esta página: as caixas deste computador não chegam ao conector. Ainda pode cobrar à mão. Esta página atualiza-se sozinha; caso contrário, prima «Atualizar agora» ou recarregue-a.',
  updateAlarm:
    'A versão {version} deste programa não ficou pronta como devia, e não volta atrás sozinha. Se um pagamento não funcionar, peça à informática da loja que execute “hipay-ecr rollback” ou instale uma versão superior.',
  sidecarNotPaired:
    'Esta página não está emparelhada com o serviço local, por isso as caixas não chegam a ela. Abra a ligação de emparelhamento que o serviço mostra ao iniciar.',
  clockFast:
    'O relógio deste computador está adiantado {time} em relação ao da HiPay. Os pagamentos continuam e os valores estão certos, mas não as horas nas listas e nos registos. Acerte o relógio e deixe o sistema mantê-lo certo.',
  clockSlow:
    'O relógio deste computador está atrasado {time} em relação ao da HiPay. Os pagamentos continuam e os valores estão certos, mas não as horas nas listas e nos registos. Acerte o relógio e deixe o sistema mantê-lo certo.',
  storageTitle: 'Não é possível registar nada, por isso nenhum pagamento pode começar.',
  storageTodo:
    'Liberte espaço em disco ou saia da navegação privada. Os pagamentos retomam sozinhos assim que houver espaço; se este aviso ficar, recarregue a página.',
  offline:
    'Este computador está sem rede. Os pagamentos com cartão continuam a funcionar; a HiPay será informada assim que a rede voltar.',
  pairingRefused:
    'A ligação de emparelhamento já foi usada ou expirou. Reinicie o serviço local e abra a nova ligação.',
  pairingUnreachable:
    'Não foi possível contactar o serviço local para emparelhar. Verifique se está a funcionar e abra de novo a ligação.',
  connectorGone: 'O conector parou. Verifique o último pagamento no terminal e recarregue esta página.',
  newerTab:
    'É preciso recarregar este separador assim que o seu pagamento terminar: uma versão mais recente deste programa funciona noutro separador e toma o seu lugar. O resultado está na lista de pagamentos.',
  newerData:
    'Esta versão do programa é demasiado antiga para este navegador: uma versão mais recente mudou a forma como os pagamentos são guardados aqui. Nenhum pagamento é possível. Inicie a versão mais recente e recarregue esta página.',
  startFailed:
    'O conector não conseguiu iniciar. Saia da navegação privada, liberte espaço em disco e recarregue esta página. Nenhum pagamento foi afetado.',
  reload: 'Recarregar a página',
  partMissing: 'Não foi possível carregar esta parte da página',
  partMissingTodo: 'Os pagamentos continuam como antes. Verifique a rede ou o serviço local e tente de novo.',
  partMissingReload:
    'Os pagamentos continuam como antes. Talvez o programa tenha sido atualizado entretanto: recarregue a página quando não houver nenhum pagamento a decorrer.',
  updateReady: 'Há uma nova versão pronta.',
  updateNow: 'Atualizar agora',
  diagnostics: 'Diagnóstico',
  paymentRunning: 'Pagamento de {amount} em curso',
  showIt: 'Mostrar',
  terminal: 'Terminal',
  seen: 'Visto {age}',
  neverSeen: 'Ainda não visto',
  whatToDo: 'O que fazer',
  connect: 'Ligar o terminal',
  connectOther: 'Escolher outro terminal',
  check: 'Verificar o terminal',
  peculiarities: 'Particularidades conhecidas dos terminais',
  find: 'Encontrar o meu terminal',
  finding: 'A procurar…',
  findingNow:
    'À procura do terminal: experimentam-se as configurações da linha. Pode demorar até 40 segundos. Nada é cobrado.',
  checking: 'A verificar…',
  useSimulated: 'Usar o terminal simulado',
  useReal: 'Usar um terminal real',
  tryAgain: 'Tentar de novo',
  close: 'Fechar',
  done: 'Feito',
  toDo: 'Por fazer',
  takePayment: 'Cobrar um pagamento',
  amount: 'Montante',
  amountHint: 'Por exemplo 10,23 ou 10.23',
  currency: 'Moeda',
  pad: 'Teclado numérico',
  padBack: 'Apagar o último algarismo',
  padPoint: 'Vírgula',
  scanned:
    'Foi lido um código de barras. Não é um valor: nada foi introduzido e nenhum pagamento foi iniciado.',
  scannedOrder:
    'Foi lido um código de barras para o número da encomenda. Nenhum pagamento foi iniciado: prima o botão quando tudo estiver certo.',
  order: 'Número da encomenda',
  optional: 'opcional',
  orderHint: 'Se ficar vazio, o conector cria um.',
  orderProblem: 'No máximo 32 caracteres, sem caracteres de controlo.',
  force: 'Pedir autorização ao banco',
  forceHint: 'Seja qual for o montante: o terminal contacta o banco.',
  take: 'Cobrar',
  takeAmount: 'Cobrar {amount}',
  blockedTerminal: 'Ligue primeiro um terminal.',
  running: 'Pagamento em curso',
  orderIs: 'Encomenda {order}',
  elapsed: 'Tempo decorrido {time}',
  stepDone: 'feito',
  stepNow: 'em curso',
  stepAhead: 'por fazer',
  unconfirmed:
    'O terminal não confirmou o montante. Veja o ecrã dele: se pedir o cartão, continue como de costume; se nada mostrar deste pagamento, espere aqui, o resultado chega por si. Não cobre uma segunda vez.',
  cancelTitle: 'Para cancelar:',
  cancelHow:
    'prima a tecla vermelha do terminal. O pagamento não pode ser parado daqui e só está cancelado quando o terminal o disser.',
  chargedTitle: 'O cliente foi cobrado?',
  detail: 'Detalhe técnico',
  receipt: 'Talão',
  newPayment: 'Novo pagamento',
  closeUnknown: 'Já vi o talão',
  replayed:
    'Esta encomenda já tinha sido tratada. Nada foi enviado ao terminal; este é o resultado registado.',
  hipayTold: 'A HiPay foi informada.',
  hipayPending: 'A HiPay ainda não foi informada. O conector continua a tentar sozinho.',
  hipayAttention: 'A HiPay não foi informada e é precisa uma pessoa: ver Pagamentos.',
  inProgress: 'Em curso',
  attention: 'Requer atenção',
  callFailed: 'O conector não respondeu. Recarregue esta página e tente de novo.',
  saving: 'A guardar…',
  loading: 'A carregar…',
};

const usb: CommonTexts['usb'] = {
  link: 'Terminal USB sem controlador (WebUSB)',
  inUseLabel: 'Terminal ocupado pelo sistema ou por outro programa',
  useSerial: 'Usar antes Web Serial',
  windows:
    'O Windows só dá o terminal a esta página com o controlador WinUSB. Use antes Web Serial; ou peça à sua equipa de informática que instale o WinUSB para o terminal, por exemplo com o Zadig. Se o WinUSB já lá está, feche o outro programa que usa o terminal.',
  macos: 'O macOS guarda o terminal para o seu próprio controlador e não o cede. Use antes Web Serial.',
  linux:
    'O controlador cdc_acm do Linux ou outro programa tem o terminal, ou este utilizador não lhe tem acesso. Use antes Web Serial; ou peça à sua equipa de informática uma regra udev que dê o terminal a este utilizador, e que ative chrome://flags/#automatic-usb-detach.',
  android:
    'Outra aplicação ou o próprio Android tem o terminal. Feche as outras aplicações, atualize o Chrome e depois desligue e volte a ligar o cabo.',
  other: 'O sistema ou outro programa tem o terminal. Feche o outro programa, ou use antes Web Serial.',
};

const resolver: CommonTexts['resolver'] = {
  open: 'Verificar o talão',
  later: 'Mais tarde',
  paidLabel: 'Pago',
  notPaidLabel: 'Não pago',
  resolvedPaid: '{by} viu o talão: pago.',
  resolvedNotPaid: '{by} viu o talão: não pago.',
  payAgain: 'A encomenda pode ser paga de novo.',
  ready: 'O terminal responde.',
  started: 'Começado às {time}, {age}',
  lookFor: 'Procure {amount}, por volta das {time}.',
  toCheckHint: 'O dinheiro pode ter saído. Veja o talão de cada um, o mais recente primeiro.',
  allToCheck: 'Mostrar todos',
  terminalSays: 'O terminal diz',
  youAsked: 'Pediu',
  differs: 'O terminal diz {told}, pediu {asked}.',
  differsRegister: 'O terminal respondeu pela caixa {told}, pediu a caixa {asked}.',
  differsOperation: 'O terminal diz «{told}», pediu «{asked}».',
  otherAmount: 'Outro montante',
  chargedTwice: 'Cobrado duas vezes',
  chargedTwiceRow: 'Cobrado duas vezes: devolva um no terminal',
  chargedTwiceTodo: 'Encomenda {order}: {payments}. Compare os talões e devolva um pagamento no terminal.',
  contradicts: 'O que foi dito deste pagamento contradiz-se: {said}. Veja o talão e decida de novo.',
  terminal: 'o terminal',
};

export const texts: CommonTexts = { words, usb, resolver };
