import type { SettingsTexts } from '../en/settings.ts';

const words: SettingsTexts['words'] = {
  provisioned:
    'Estas definições vêm do serviço local: do seu ficheiro config.yml, ou da forma como foi iniciado.',
  provisionedHow: 'Altere-as aí e reinicie o serviço local.',
  saved: 'Definições guardadas.',
  notSaved: 'Não guardadas: veja os campos assinalados.',
  saveRefused: 'As definições não foram guardadas.',
  groupTerminal: 'Ligação',
  groupSerial: 'Linha série',
  groupHipay: 'Conta HiPay',
  groupContracts: 'Contratos',
  groupContractsHint: 'A HiPay deu-lhe um de cada tipo, ou só um.',
  furtherContracts:
    'Outros contratos, do ficheiro de configuração. Um pagamento só é enviado à HiPay com um deles se o terminal o indicar, ou para um cheque.',
  groupPayments: 'Pagamentos',
  groupAdvanced: 'Avançado',
  advancedWhat: 'Linha, tempos de espera e definições raras: {count}',
  advancedHint: 'Altere só se a assistência o pedir. Os valores de origem servem quase sempre.',
  initialValues: 'Valores de origem',
  preset: 'Configuração da linha',
  presetHint: 'Como no menu do terminal. Um terminal USB ignora-a.',
  custom: 'Outra…',
  linkSerial: 'Terminal por cabo',
  linkTcp: 'Rede (TCP, pelo serviço local)',
  address: 'Endereço do terminal',
  addressNone: 'ainda nenhum',
  addressHow:
    'Só de leitura: apenas o ficheiro de configuração do serviço local (config.yml) o pode definir, em «connector:», com terminal_host e terminal_port.',
  linkSimulated: 'Terminal simulado',
  environmentDev: 'Desenvolvimento',
  environmentStage: 'Teste (stage)',
  environmentProd: 'Produção',
  parityNone: 'nenhuma',
  parityEven: 'par',
  parityOdd: 'ímpar',
  flowNone: 'nenhum',
  flowHardware: 'RTS/CTS',
  secretSet: 'Definida. Deixe vazio para a manter.',
  secretNotSet: 'Não definida.',
  secretsElsewhere:
    'O serviço local guarda a palavra-passe da HiPay e envia os pagamentos à HiPay; este navegador não a tem.',
  errorRange: 'Um número inteiro de {min} a {max}.',
  errorCurrency: 'Moeda desconhecida: {code}.',
  errorCurrencies: 'Pelo menos uma moeda.',
  errorSimulatedProd: 'Em produção não se pode usar nada simulado.',
  errorAddress:
    'Nenhum endereço definido. Ponha terminal_host e terminal_port em «connector:» no ficheiro de configuração do serviço local (config.yml), com «link: tcp», e reinicie o «hipay-ecr».',
  errorInvisible:
    'Há um carácter invisível ({character}) na posição {place}, como nos textos colados. Apague-o ou escreva o valor à mão.',
  errorNetworkLanguage: 'Um terminal na rede fala Caisse-AP V3. Concert V2 é para cabos.',
  errorContractPair:
    'O Concert V2 não diz que contrato foi usado: é preciso com contacto, sem contacto ou ambos.',
  errorMissing: 'Em falta. Preencha este campo.',
  realAccount: 'Agora a conta real',
  errorCheck: 'Não aceite.',
  about: 'Versão {version} · {environment}',
  aboutBuild: 'Ficheiros construídos (SHA-256): página {page}, serviço local {sidecar}',
};

const maintenance: SettingsTexts['maintenance'] = {
  storageTitle: 'Armazenamento',
  storageWhat: 'Os pagamentos, e o que ainda falta enviar à HiPay, ficam guardados neste navegador.',
  kept: 'Guardados',
  mayBeCleared: 'O navegador pode apagá-los',
  notKnown: 'O navegador não o diz',
  storageInstall:
    'Com o disco quase cheio, o navegador pode apagá-los. Instale esta aplicação no menu do navegador: assim ficam guardados.',
  storageNever:
    'Nunca apague os dados do site desta página: perder-se-iam vendas pagas ainda não enviadas à HiPay.',
  storageUse: '{used} usados, {free} livres.',
  diagnosticsTitle: 'Diagnóstico',
  diagnosticsWhat:
    'O que passou de e para o terminal e o que este programa decidiu, com a hora. Os números de cartão são mascarados e nunca há palavras-passe.',
  openDiagnostics: 'Verificar tudo o que um pagamento precisa e preparar um ficheiro para a assistência',
  saveDiagnostics: 'Guardar diagnóstico',
  preparing: 'A preparar…',
  nothingSaved: 'Não foi possível criar o ficheiro.',
  recordsTitle: 'Cópia dos pagamentos',
  recordsWhat:
    'Um ficheiro com todos os pagamentos deste navegador e o que foi enviado à HiPay. Contém números de venda e dados de clientes, mas nenhum número de cartão completo. Adicione-o aqui se se perderam dados, ou no novo navegador desta loja: o que for mais recente fica como está.',
  saveRecords: 'Guardar uma cópia',
  addRecords: 'Adicionar de uma cópia…',
  recordsAdded: '{added} adicionados, {known} já aqui estavam.',
  recordsNoCopy: 'Este ficheiro não é uma cópia de pagamentos. Nada foi adicionado.',
  recordsCutOff:
    'O resto do ficheiro falta ou está danificado. Guarde de novo a cópia no sítio de onde veio e adicione-a outra vez.',
};

const appearance: SettingsTexts['appearance'] = {
  title: 'Neste ecrã',
  appearance: 'Aspeto',
  system: 'Como no sistema',
  light: 'Claro',
  dark: 'Escuro',
  contrast: 'Alto contraste',
  appearanceHint: 'Guardado neste navegador. O alto contraste é claro ou escuro, conforme o sistema.',
  sound: 'Som no fim de um pagamento',
  soundHint: 'Aprovado, não aprovado e desconhecido têm sons diferentes.',
  cents: 'Escrever os valores em cêntimos',
  centsHint: '1250 dá 12,50. Caso contrário, escreve-se a vírgula.',
  large: 'Perguntar nos valores elevados',
  largeHint: 'Na moeda do pagamento.',
  largeOff: 'Nunca',
  largeFrom: 'A partir de {amount}',
};

const forget: SettingsTexts['forget'] = {
  title: 'Permissão para o terminal',
  what: 'Este navegador deixa esta página usar o terminal até a permissão ser retirada. Faça-o quando o terminal sair da loja ou este computador mudar de função.',
  running: 'Há um pagamento em curso. O terminal pode ser esquecido quando terminar.',
  button: 'Esquecer este terminal…',
  forgetting: 'A esquecer…',
  ask: 'Esquecer este terminal?',
  consequence:
    'Não há pagamentos com cartão até alguém voltar a escolher um terminal. Os pagamentos, e o que ainda falta enviar à HiPay, ficam como estão. Nada é cobrado.',
  yes: 'Esquecer',
  no: 'Manter',
  ended: {
    forgotten:
      'Esquecido. Nada foi cobrado. Para voltar a cobrar com cartão, prima «Ligar o terminal» em Cobrar.',
    'still-granted':
      'O navegador continua a permitir o terminal, porque uma política deste computador o exige. Nada foi cobrado. Peça à sua equipa de informática que mude a política.',
    away: 'Não foi esquecido: o terminal não está ligado, e o navegador só mostra o que está. Nada foi cobrado. Ligue-o e tente de novo, ou retire-o nas definições de site do navegador.',
    'nothing-granted': 'Não havia nada a esquecer: nenhum terminal está escolhido. Nada foi cobrado.',
    unsupported:
      'Não foi esquecido: este navegador é demasiado antigo para retirar a permissão. Nada foi cobrado. Retire-a nas definições de site do navegador, ou atualize o navegador.',
    'payment-running':
      'Não foi esquecido: há um pagamento em curso, que está a usar o terminal. Veja em Cobrar se o cliente pagou. Tente de novo quando terminar.',
  },
};

const tools: SettingsTexts['tools'] = {
  search: 'Procurar nas definições',
  searchShort: 'Procurar',
  nothingFound: 'Nenhuma definição tem estas palavras.',
  found: 'Definições encontradas: {count}',
  notUsed: 'Não se pedem com as escolhas atuais: {names}.',
  showAll: 'Mostrar todas as definições',
  discarded: 'De novo como estava guardado. Nada foi guardado.',
  undo: 'Anular a última gravação',
  undone: 'Anulado: como antes da última gravação.',
  undoneButSecret:
    'Anulado: como antes da última gravação, exceto a palavra-passe ou a frase secreta. A antiga não é conhecida aqui: se precisar, introduza-a de novo.',
  unsaved: 'Ainda não guardado.',
  fileTitle: 'Definições num ficheiro',
  fileWhat:
    'Para uma segunda caixa, ou para o dia em que este navegador já não existir. As palavras-passe não vão no ficheiro: introduzem-se de novo.',
  saveFile: 'Guardar num ficheiro',
  openFile: 'Usar um ficheiro…',
  taken: 'Definições diferentes, agora no formulário: {count}. Verifique-as e depois guarde.',
  takenSame: 'O ficheiro diz o que já está definido. Nada mudou.',
  noSettings: 'Este ficheiro não contém definições. Nada mudou.',
  newer: 'Este ficheiro é de uma versão mais recente deste programa. Nada mudou: atualize primeiro esta.',
  notRead: 'Não foi possível ler o ficheiro. Nada mudou.',
  notTaken: 'Não usado do ficheiro:',
  whyInvalid: 'valor impossível para esta definição',
  whyUnknown: 'esta versão não tem esta definição',
  whySecret: 'as palavras-passe nunca se tiram de um ficheiro',
  whyService: 'só o ficheiro de configuração do serviço local o pode dizer',
  whyUnused: 'sem uso com o terminal que o ficheiro escolhe',
};

const changes: SettingsTexts['changes'] = {
  region: 'Alterações',
  menu: 'Partes das definições',
  count: { one: '{count} alteração', other: '{count} alterações' },
  save: 'Guardar',
  discard: 'Descartar alterações',
  changed: 'Alterado',
  changedFrom: 'Alterado, antes: {before}',
  wrong: 'a corrigir',
  on: 'ligado',
  off: 'desligado',
  empty: 'vazio',
  becomes: '{label}: {from} passa a {to}.',
  leaveSecret: '{label}: um valor novo.',
  leaveTitle: 'Guardar antes de sair?',
  leaveUnsaved: 'Não guardar',
  stay: 'Ficar aqui',
};

const sections: SettingsTexts['sections'] = {
  terminal: 'Terminal',
  account: 'Conta HiPay',
  paying: 'Cobrança',
  screen: 'Este ecrã',
  tills: 'Caixas',
  backup: 'Cópias',
  help: 'Ajuda e diagnóstico',
};

export const texts: SettingsTexts = { words, maintenance, appearance, forget, tools, changes, sections };
