import type { Texts } from '../texts.ts';

export const usb: Texts['usb'] = {
  link: 'Terminale USB senza driver (WebUSB)',
  heldLabel: 'Terminale occupato dal sistema o da un altro programma',
  useSerial: 'Usa Web Serial',
  windows:
    'Windows dà il terminale a questa pagina solo con il driver WinUSB. Usi Web Serial; oppure chieda al reparto IT di installare WinUSB per il terminale, ad esempio con Zadig. Se WinUSB c’è già, chiuda l’altro programma che usa il terminale.',
  macos: 'macOS tiene il terminale per il proprio driver e non lo cede. Usi Web Serial.',
  linux:
    'Il driver cdc_acm di Linux o un altro programma tiene il terminale, oppure questo utente non vi ha accesso. Usi Web Serial; oppure chieda al reparto IT una regola udev che dia il terminale a questo utente, e di attivare chrome://flags/#automatic-usb-detach.',
  android:
    'Un’altra app o Android stesso tiene il terminale. Chiuda le altre app, aggiorni Chrome, poi scolleghi e ricolleghi il cavo.',
  other:
    'Il sistema o un altro programma tiene il terminale. Chiuda l’altro programma, oppure usi Web Serial.',
};
