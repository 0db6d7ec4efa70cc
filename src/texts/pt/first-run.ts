import type { FirstRunTexts } from '../en/first-run.ts';

const guide: FirstRunTexts['guide'] = {
  open: 'Guiar-me passo a passo',
  openFile: 'Abrir um ficheiro…',
  title: 'Configurar esta caixa',
  place: 'Passo {step} de {steps}',
  steps: {
    language: 'Idioma',
    terminal: 'Terminal de pagamento',
    account: 'Conta HiPay',
    test: 'Primeiro pagamento',
  },
  back: 'Voltar',
  next: 'Seguinte',
  later: 'Fazer mais tarde',
  leave: 'Sair do guia',
  finish: 'Ir para a caixa',
  plug: {
    cable: 'Ligue-o a este computador com o cabo USB.',
    switchOn: 'Ligue o aparelho e deixe-o no ecrã inicial.',
    choose: 'Escolha-o na lista do navegador.',
  },
  accountHow:
    'Para enviar os seus pagamentos à HiPay. Encontra estes dados na consola HiPay e no seu contrato.',
  accountProvisioned: 'É o ficheiro de configuração do serviço local que o define. Aqui não há nada a fazer.',
  contractProvisioned:
    'A configuração desta caixa ainda não indica nenhum contrato: nada pode ser cobrado. Peça a quem instalou esta caixa, ou à HiPay, que o acrescente.',
  file: 'A partir de um ficheiro (opcional)',
  fileHint:
    'O config.yml do conector de secretária da HiPay, ou o ficheiro de definições de outra caixa. Fica neste computador.',
  fileRead: 'O ficheiro foi lido. Veja abaixo o que diz e guarde.',
  fileNoPassword: 'O ficheiro foi lido. Não contém a palavra-passe: introduza-a abaixo e guarde.',
  fileRefused: 'Este ficheiro não serve. Nada mudou.',
  saveAccount: 'Guardar e continuar',
  noTerminal: 'Ainda não há terminal escolhido. Nada pode ser cobrado.',
  noContract: 'Ainda não se conhece nenhum contrato com a HiPay. Nada pode ser cobrado.',
  simulatedHow: 'O terminal simulado não cobra nada. Só mostra como decorre um pagamento.',
  realHow: 'Isto cobra {amount} num cartão real.',
  realBack: 'Use um cartão seu. Depois pode reembolsar o valor no ecrã de pagamento.',
  probe: 'Só verificar o terminal',
  paySimulated: 'Experimentar com {amount}',
  payReal: 'Cobrar {amount} num cartão',
  another:
    'Há outra caixa para configurar? Guarde estas definições num ficheiro e abra-o lá. Não contém palavra-passe.',
  saveFile: 'Guardar num ficheiro',
};

const firstSteps: FirstRunTexts['firstSteps'] = {
  firstSteps: 'Preparar esta caixa',
  firstTerminal: 'Ligar o terminal',
  firstTerminalHow: 'Ligue o cabo e prima «Ligar o terminal». Para experimentar, use o terminal simulado.',
  firstAccount: 'Introduzir o acesso HiPay',
  firstAccountHow: 'Em Definições, em «Conta HiPay»: o utilizador e a palavra-passe dados pela HiPay.',
  firstContract: 'Introduzir um contrato',
  firstContractHow:
    'Em Definições, em «Contratos»: sem contrato, os pagamentos não podem ser enviados à HiPay.',
  openSettings: 'Abrir as definições',
};

export const texts: FirstRunTexts = { guide, firstSteps };
