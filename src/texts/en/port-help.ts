export const texts = {
  showAllPorts: 'Show all ports',
  cancelled: 'No terminal was chosen',
  cancelledWhat: 'Nothing has changed. If your terminal was not in the list, go through these points.',
  unsupported: 'This browser cannot reach a terminal',
  unsupportedWhat:
    'Open this page in Chrome or Edge, on a computer or on Android. Other browsers cannot use serial ports or USB.',
  failed: 'The browser could not open its list of terminals',
  failedWhat:
    'Nothing has changed. Try again. If it happens again, reload the page; in a company the browser’s rules may forbid it: ask your IT department.',
  all: 'Still not in the list? Let the browser show every port, and choose the one that appears when you plug the terminal in.',
  cable: 'Cable',
  cableWhat: 'Plugged in at both ends, terminal switched on. Try another USB socket, without a hub.',
  cableUsb: 'USB, the end at the computer',
  cableBase: 'A portable terminal: the cable goes into its base',
  cableSerial: 'Serial, nine pins: needs an adapter on most computers',
  cableCharge:
    'Some USB cables only charge: if nothing happens on the computer, try the cable that came with the terminal.',
  menu: 'Menu of the terminal',
  menuWhat:
    'Liaison caisse, the link to a till, must be switched on in the terminal. Sometimes only the bank or HiPay can do it.',
  menuPicture: 'A terminal whose screen shows the path through its menu',
  make: 'Make of the terminal',
  ingenico: 'Ingenico (Telium 2; Tetra such as Desk/5000, Move/5000)',
  nepting: 'Nepting (Ingenico AXIUM, PAX)',
  verifone: 'Verifone',
  other: 'Other',
  ingenicoThen:
    'Choose USB, “USB Base” for a terminal on a base, or the COM port of the cable. Then restart: yellow key with # or with the dot.',
  neptingThen:
    'Such a terminal is reached over the network, through the local service, not by a cable: tick “Version 3” and set the link to IP.',
  notKnown:
    'We do not know the path through this menu, and do not guess it. Ask your bank or HiPay for “liaison caisse”, Concert protocol.',
  driver: 'Driver',
  driverWindows:
    'Open Windows’ Device Manager, “Ports (COM and LPT)”, and plug the terminal in: a line has to appear. None, or one with a yellow mark: install the driver of the terminal’s or the adapter’s maker.',
  driverMac:
    'macOS needs no driver for most terminals. In Terminal, “ls /dev/tty.usbmodem*” shows the port. An adapter with nine pins may need its maker’s driver.',
  driverLinux:
    'No driver is needed. Compare “ls /dev” before and after plugging in: ttyACM0 or ttyUSB0 has to appear.',
  driverAndroid:
    'Use an OTG adapter that feeds data, not only power. Chrome has to be 148 or newer, or the terminal one that WebUSB can reach.',
  driverOther: 'The system has to show a new serial port when you plug the terminal in.',
  group: 'Permission (Linux)',
  groupWhat: 'This user must belong to the group “dialout”. Then log out and in again.',
  box: 'Browser from Snap or Flatpak',
  boxWhat: 'Such a browser may not see serial ports. Allow it, or take the browser as an ordinary package.',
  boxSnap: 'Snap (in the software centre: “Access USB hardware directly”)',
  boxFlatpak: 'Flatpak',
  programs: 'Other programs',
  programsWhat:
    'Only one program can have the terminal. Close the old payment program and other tabs with this page.',
  programsWindows:
    'HiPay’s desktop connector is “Node.js: Server-side JavaScript” in the Task Manager, and its task “Desktop Connector” starts it again: switch that off in the Task Scheduler.',
  programsLinux:
    'HiPay’s desktop connector is the process “tp-manager”, and a line with “always-up.sh” in crontab starts it again. ModemManager may take a new port for about ten seconds: wait, then try again.',
};

export type PortHelpTexts = typeof texts;
