import type { Texts } from '../texts.ts';

export const usb: Texts['usb'] = {
  link: 'Terminal USB sem controlador (WebUSB)',
  heldLabel: 'Terminal ocupado pelo sistema ou por outro programa',
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
