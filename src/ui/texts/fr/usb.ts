import type { Texts } from '../texts.ts';

export const usb: Texts['usb'] = {
  link: 'Terminal en USB sans pilote (WebUSB)',
  heldLabel: 'Terminal pris par le système ou un autre programme',
  useSerial: 'Utiliser plutôt Web Serial',
  windows:
    'Windows ne donne le terminal à cette page qu’avec le pilote WinUSB. Utilisez plutôt Web Serial ; ou demandez à votre service informatique d’installer WinUSB pour le terminal, par exemple avec Zadig. Si WinUSB est en place, fermez l’autre programme qui utilise le terminal.',
  macos: 'macOS garde le terminal pour son propre pilote et ne le cède pas. Utilisez plutôt Web Serial.',
  linux:
    'Le pilote cdc_acm de Linux ou un autre programme tient le terminal, ou cet utilisateur n’y a pas accès. Utilisez plutôt Web Serial ; ou demandez à votre service informatique une règle udev qui donne le terminal à cet utilisateur, et d’activer chrome://flags/#automatic-usb-detach.',
  android:
    'Une autre application ou Android lui-même tient le terminal. Fermez les autres applications, mettez Chrome à jour, puis débranchez et rebranchez le câble.',
  other:
    'Le système ou un autre programme tient le terminal. Fermez l’autre programme, ou utilisez plutôt Web Serial.',
};
