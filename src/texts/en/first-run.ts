const guide = {
  open: 'Show me step by step',
  openFile: 'Open a file…',
  title: 'Set up this till',
  place: 'Step {step} of {steps}',
  steps: { language: 'Language', terminal: 'Terminal', account: 'HiPay account', test: 'First payment' },
  back: 'Back',
  next: 'Next',
  later: 'Do this later',
  leave: 'Leave the guide',
  finish: 'Go to the till',
  plug: {
    cable: 'Connect it to this computer with its USB cable.',
    switchOn: 'Switch it on, and leave it on its home screen.',
    choose: 'Choose it in the browser’s list.',
  },
  accountHow:
    'So that your payments are sent to HiPay. You find these in the HiPay console and in your contract.',
  accountProvisioned: 'The configuration file of the local service says this. There is nothing to do here.',
  contractProvisioned:
    'The configuration of this till names no contract yet, so nothing can be charged. Ask the person who set this till up, or HiPay, to add it.',
  file: 'From a file (optional)',
  fileHint:
    'The config.yml of HiPay’s desktop connector, or the settings file of another till. It stays on this computer.',
  fileRead: 'The file was read. Look at what it says below, then save.',
  fileNoPassword: 'The file was read. It holds no password: enter it below, then save.',
  fileRefused: 'This file cannot be used. Nothing was changed.',
  saveAccount: 'Save and go on',
  noTerminal: 'No terminal is chosen yet. Nothing can be charged.',
  noContract: 'No contract with HiPay is known yet. Nothing can be charged.',
  simulatedHow: 'The simulated terminal charges nobody. This only shows how a payment goes.',
  realHow: 'This charges a real card {amount}.',
  realBack: 'Use a card of your own. You can refund the amount from the pay screen afterwards.',
  probe: 'Only check the terminal',
  paySimulated: 'Try a payment of {amount}',
  payReal: 'Charge a card {amount}',
  another: 'Another till to set up? Save these settings as a file and open it there. It holds no password.',
  saveFile: 'Save the settings as a file',
};

const firstSteps = {
  firstSteps: 'Set up this till',
  firstTerminal: 'Connect the terminal',
  firstTerminalHow:
    'Plug it in, then press “Connect terminal”. To have a look around, use the simulated terminal.',
  firstAccount: 'Enter the HiPay login',
  firstAccountHow: 'In Settings, under HiPay: the login and the password that HiPay gave you.',
  firstContract: 'Enter a contract',
  firstContractHow: 'In Settings, under Contracts: without one, payments cannot be sent to HiPay.',
  openSettings: 'Open settings',
};

export const texts = { guide, firstSteps };

export type FirstRunTexts = typeof texts;
