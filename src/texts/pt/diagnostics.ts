import type { DiagnosticsTexts } from '../en/diagnostics.ts';

const words: DiagnosticsTexts['words'] = {
  title: 'Diagnóstico',
  looking: 'A verificar…',
  notLooked: 'O navegador não respondeu. Verifique de novo, ou recarregue a página.',
  again: 'Verificar de novo',
  lookedAt: 'Verificado às {time}.',
  good: 'Em ordem',
  doctor:
    'O próprio computador é examinado pelo serviço local: escreva «hipay-ecr doctor» numa janela de comandos.',
  verdictGood: '{count} pontos verificados às {time}.',
  inOrder: 'A fazer, por esta ordem',
  inDetail: 'Em pormenor',
  openTerminal: 'Encontrar o terminal',
  silentCable: 'Verifique o cabo nas duas pontas. Ligue o terminal e saia dos seus menus.',
  silentFind: 'Prima «{open}», depois «{find}». Nada é cobrado.',
  silentCall: 'Continua sem resposta? Contacte a sua informática ou a assistência da HiPay.',
  toMend: 'Por resolver: {count}',
  verdicts: {
    good: 'Está tudo bem',
    look: 'Algo a ver',
    broken: 'Algo não funciona',
    blocked: 'De momento não pode cobrar',
  },
  groups: {
    terminal: 'Terminal',
    hipay: 'HiPay',
    tills: 'Caixas',
    computer: 'Este computador',
  },
  seen: 'Último contacto {age}.',
  back: 'Ajuda e diagnóstico',
  recorderTitle: 'O que aconteceu por último',
  recorderWhat:
    'Cada troca com o terminal e o que este programa decidiu, a mais recente primeiro. Os números de cartão são mascarados e nunca há palavras-passe.',
  recorderEmpty: 'Ainda não há nada registado.',
  recorderNone: 'Nenhuma linha tem estas palavras.',
  recorderFailed: 'Não foi possível ler o registo. Nada foi cobrado.',
  recorderShown: 'Linhas mostradas: {shown} de {count}',
  lines: 'As linhas',
  filterKind: 'Mostrar',
  filterWords: 'Procurar nas linhas',
  kindAll: 'Tudo',
  kindWire: 'Só a linha do terminal',
  about: 'Programa',
  line: 'Linha',
  sent: 'Para o terminal',
  received: 'Do terminal',
  session: 'Troca',
  payment: 'Pagamentos',
  notification: 'Envios à HiPay',
  settings: 'Definições alteradas',
  copy: 'Copiar as linhas',
  saveLines: 'Guardar as linhas',
  copied: 'Copiado.',
  notCopied: 'O navegador não permitiu a cópia. Em vez disso, guarde as linhas.',
  bundleTitle: 'Um ficheiro para a assistência',
  bundleWhat:
    'Um só ficheiro para quem dá assistência. Leia-o primeiro: o que vê é exatamente o que se guarda.',
  bundleMake: 'Preparar o ficheiro',
  bundlePreparing: 'A preparar…',
  bundleFailed: 'Não foi possível preparar o ficheiro. Os pagamentos não são afetados.',
  bundleIn: 'O que contém:',
  bundleInChecks: 'as verificações acima, o navegador e as versões',
  bundleInSettings: 'as definições, sem palavras-passe',
  bundleInLines: 'o que aconteceu por último: {count} linhas, com números de cartão mascarados',
  bundleInPayments:
    'os pagamentos dos últimos 7 dias: {count}, cada um com número de venda, valor, resultado e cartão mascarado',
  bundleOut:
    'O que não contém: números de cartão, palavras-passe, chaves, dados dos seus clientes, quem esclareceu um pagamento duvidoso e porquê.',
  bundleRead: 'Ler o ficheiro',
  bundleSave: 'Guardar o ficheiro',
  bundleCopy: 'Copiá-lo',
};

const checks: DiagnosticsTexts['checks'] = {
  connector: 'Este programa',
  browser: 'Navegador',
  secure: 'Página segura',
  parts: 'Funções do navegador',
  policy: 'Regras desta página',
  permission: 'Permissão para o terminal',
  terminal: 'Terminal de pagamento',
  owner: 'Quem está a usar o terminal',
  service: 'Serviço local',
  account: 'Conta HiPay',
  network: 'Rede',
  hipay: 'A HiPay responde',
  clock: 'Relógio',
  notifications: 'À espera de envio à HiPay',
  storage: 'Pagamentos guardados',
  offline: 'Funciona sem rede',
  environment: 'Tipo de uso',
  build: 'Versão do programa',
  'wake-lock': 'Ecrã sempre ligado',
  'time-zone': 'Fuso horário',
};

const findings: DiagnosticsTexts['findings'] = {
  'connector-alive': { what: 'Funciona, versão {version}.', todo: '' },
  'connector-gone': {
    what: 'Parou. O que o ecrã mostra é antigo.',
    todo: 'Recarregue a página. Um pagamento em curso fica guardado e será então esclarecido.',
  },
  'browser-serial': { what: 'O {name} {version} acede a terminais por cabo.', todo: '' },
  'browser-usb-only': {
    what: 'O {name} {version} não tem Web Serial, mas tem WebUSB: acede a terminais USB.',
    todo: '',
  },
  'browser-no-cable': {
    what: 'O {name} {version} não consegue aceder a um terminal por cabo.',
    todo: 'Use o Chrome ou o Edge num computador, ou o Chrome 148 ou mais recente no Android; ou um terminal em rede.',
  },
  secure: { what: 'A página é segura, como a linha do terminal exige.', todo: '' },
  'not-secure': {
    what: 'A página não foi aberta de forma segura: o navegador não lhe permite usar nenhum terminal.',
    todo: 'Abra-a como http://localhost:8080 neste computador, ou por https.',
  },
  'parts-there': { what: 'Estão todas.', todo: '' },
  'parts-missing': {
    what: 'Falta: {names}. Sem isso, não se pode cobrar.',
    todo: 'Atualize o navegador e não use uma janela privada.',
  },
  'policy-free': { what: 'Nada proíbe a linha do terminal.', todo: '' },
  'policy-forbids': {
    what: 'Proibido a esta página: {names}.',
    todo: 'Quem incorpora ou serve a página tem de o permitir (Permissions-Policy); num navegador gerido, fale com a informática.',
  },
  'permission-given': { what: 'Dada: {ports} portas série, {devices} dispositivos USB.', todo: '' },
  'permission-missing': {
    what: 'Neste navegador não foi escolhido nenhum terminal.',
    todo: 'Ligue o cabo do terminal e prima «Ligar o terminal» em Cobrar.',
  },
  'permission-not-needed': { what: 'Não é precisa: o terminal não está num cabo.', todo: '' },
  'permission-unknown': { what: 'O navegador não o diz.', todo: 'Veja a luz do terminal em Cobrar.' },
  'terminal-lamp': { what: '{label}. {description}', todo: '' },
  'owner-here': { what: 'Este separador.', todo: '' },
  'owner-elsewhere': {
    what: 'Outro separador deste navegador. Este cobra através dele.',
    todo: 'Não é preciso fazer nada. Feche o outro separador se parecer bloqueado.',
  },
  'service-connected': { what: 'Ligado: as caixas deste computador são servidas.', todo: '' },
  'service-none': { what: 'Não usado: esta página não foi aberta por ele.', todo: '' },
  'service-away': {
    what: 'Não responde: as caixas que o usam não podem cobrar. Nesta página é possível cobrar.',
    todo: 'Volte a iniciá-lo: escreva «hipay-ecr start» numa janela de comandos.',
  },
  'service-not-paired': {
    what: 'Não conhece este navegador: as caixas não podem cobrar através dele.',
    todo: 'Escreva «hipay-ecr open --pair» numa janela de comandos e use a nova ligação.',
  },
  'account-set': { what: 'Definida: {login}.', todo: '' },
  'account-missing': {
    what: 'Falta o utilizador ou a palavra-passe: as vendas pagas não podem ser enviadas à HiPay.',
    todo: 'Introduza ambos em Definições, Conta HiPay.',
  },
  'account-doubtful': {
    what: '{login} dificilmente pertence ao ambiente escolhido.',
    todo: 'Compare o utilizador e o ambiente com o que a HiPay lhe deu.',
  },
  'contract-missing': {
    what: 'Não há contrato definido: um pagamento precisa de um.',
    todo: 'Introduza o contrato da HiPay em Definições, Contratos.',
  },
  'settings-unread': { what: 'Não foi possível ler as definições.', todo: 'Recarregue a página.' },
  'network-there': { what: 'Ligada.', todo: '' },
  'network-gone': {
    what: 'Sem rede. Os pagamentos com cartão continuam; o envio à HiPay recomeça quando a rede voltar.',
    todo: 'Verifique o cabo, o Wi-Fi e o router.',
  },
  'hipay-answers': { what: 'Aceitou o último envio, {at}.', todo: '' },
  'hipay-errors': {
    what: 'Responde com um erro (HTTP {status}), {at}. Os clientes pagam na mesma; o envio à HiPay é feito mais tarde.',
    todo: 'Nada a fazer aqui: o envio continua sozinho. Se durar, contacte a assistência da HiPay.',
  },
  'hipay-silent': {
    what: 'Não foi possível contactá-la, {at}. Os clientes pagam na mesma; o envio à HiPay é feito mais tarde.',
    todo: 'Verifique a rede, o proxy e a firewall.',
  },
  'hipay-refuses-login': {
    what: 'Recusa o utilizador ou a palavra-passe. Os clientes pagam, mas nada chega à HiPay.',
    todo: 'Introduza de novo utilizador e palavra-passe em Definições e prima «Enviar agora» em Pagamentos.',
  },
  'hipay-refuses': {
    what: 'Recusou o último envio, {at}. O cliente pagou.',
    todo: 'Veja em Pagamentos o que respondeu e pergunte à HiPay.',
  },
  'hipay-not-asked': { what: 'Não houve nada a enviar ultimamente.', todo: '' },
  'clock-right': { what: 'De acordo com o da HiPay, tanto quanto se sabe.', todo: '' },
  'clock-fast': {
    what: 'Este computador está adiantado {time}.',
    todo: 'Acerte o relógio e deixe o sistema mantê-lo certo.',
  },
  'clock-slow': {
    what: 'Este computador está atrasado {time}.',
    todo: 'Acerte o relógio e deixe o sistema mantê-lo certo.',
  },
  'notifications-none': { what: 'Nada: todas as vendas pagas foram enviadas à HiPay.', todo: '' },
  'notifications-none-here': {
    what: 'Nada neste navegador. Vendas de outros navegadores podem ainda esperar.',
    todo: '',
  },
  'notifications-pending': { what: 'À espera: {count}, o mais antigo {oldest}. Seguem sozinhos.', todo: '' },
  'notifications-overdue': {
    what: 'À espera: {count}, o mais antigo {oldest}. É demasiado; nada se perdeu.',
    todo: 'Verifique a rede e prima «Enviar agora» em Pagamentos.',
  },
  'notifications-parked': {
    what: 'Por resolver: {count}. Os clientes pagaram; o envio à HiPay está bloqueado.',
    todo: 'Veja em Pagamentos porquê e como se resolve.',
  },
  'storage-failed': {
    what: 'Não é possível registar nada ({detail}): nenhum pagamento começa.',
    todo: 'Liberte espaço no disco e recarregue a página. Nunca apague os dados do site desta página.',
  },
  'storage-kept': {
    what: 'O navegador guarda os pagamentos registados. {used} usados, {free} livres.',
    todo: '',
  },
  'storage-clearable': {
    what: 'O navegador pode apagar os pagamentos registados quando o disco estiver quase cheio.',
    todo: 'Instale esta aplicação no menu do navegador: assim ficam guardados.',
  },
  'storage-not-known': {
    what: 'O navegador não diz se guarda os pagamentos registados.',
    todo: 'Guarde de vez em quando uma cópia dos pagamentos, em Definições.',
  },
  'storage-nearly-full': {
    what: 'Restam só {free}. Quando não for possível escrever, nenhum pagamento começa.',
    todo: 'Liberte espaço no disco. Nunca apague os dados do site desta página.',
  },
  'offline-ready': { what: 'Arranca também sem rede.', todo: '' },
  'offline-update-waits': {
    what: 'Funciona; uma nova versão espera por um momento calmo.',
    todo: 'Prima «Atualizar agora» em cima quando nenhum cliente estiver à espera.',
  },
  'offline-not-ready': {
    what: 'Ainda não: para arrancar, a página precisa da rede ou do serviço local.',
    todo: 'Deixe a página aberta um minuto com rede e verifique de novo.',
  },
  'offline-unsupported': {
    what: 'Este navegador não consegue. Para arrancar, a página precisa da rede ou do serviço local.',
    todo: 'Use o Chrome ou o Edge, sem janela privada.',
  },
  'environment-production': { what: 'Produção: dinheiro real.', todo: '' },
  'environment-test': {
    what: 'Um ambiente de teste ({environment}): a HiPay não conta nenhuma venda, mas um terminal real faz cobranças nos cartões.',
    todo: 'Para vendas reais, escolha Produção em Definições.',
  },
  'environment-simulated': {
    what: 'Algo é simulado: não há movimento de dinheiro, ou nada é enviado à HiPay.',
    todo: 'Para vendas reais, escolha o terminal real e Produção em Definições.',
  },
  'build-known': { what: '{version}. Página {page}, serviço local {service}.', todo: '' },
  'build-not-known': {
    what: '{version}. Sem serviço local não há impressões digitais para comparar.',
    todo: '',
  },
  'wake-lock-there': { what: 'Durante um pagamento.', todo: '' },
  'wake-lock-missing': {
    what: 'Este navegador não consegue manter o ecrã ligado durante um pagamento.',
    todo: 'Configure o computador para desligar o ecrã mais tarde.',
  },
  'zone-known': { what: 'O do computador: {zone}', todo: '' },
  'zone-not-known': {
    what: 'O navegador não o diz; as horas mostradas podem estar erradas.',
    todo: 'Defina o fuso horário do computador.',
  },
};

export const texts: DiagnosticsTexts = { words, checks, findings };
