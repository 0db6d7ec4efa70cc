import type { PortHelpTexts } from '../en/port-help.ts';

export const texts: PortHelpTexts = {
  showAllPorts: 'Afficher tous les ports',
  cancelled: 'Aucun terminal choisi',
  cancelledWhat: 'Rien n’a changé. Si votre terminal n’était pas dans la liste, vérifiez ces points.',
  unsupported: 'Ce navigateur ne peut pas joindre un terminal',
  unsupportedWhat:
    'Ouvrez cette page dans Chrome ou Edge, sur un ordinateur ou sous Android. Les autres navigateurs n’ont pas accès aux ports série ni à l’USB.',
  failed: 'Le navigateur n’a pas pu ouvrir sa liste de terminaux',
  failedWhat:
    'Rien n’a changé. Réessayez. Si cela se répète, rechargez la page ; en entreprise, les règles du navigateur peuvent l’interdire : voyez avec votre service informatique.',
  all: 'Toujours pas dans la liste ? Affichez tous les ports et choisissez celui qui apparaît quand vous branchez le terminal.',
  cable: 'Câble',
  cableWhat: 'Branché des deux côtés, terminal allumé. Essayez une autre prise USB, sans hub.',
  cableUsb: 'USB, côté ordinateur',
  cableBase: 'Terminal portable : le câble va dans sa base',
  cableSerial: 'Série, neuf broches : il faut un adaptateur sur la plupart des ordinateurs',
  cableCharge:
    'Certains câbles USB ne font que charger : si rien ne se passe sur l’ordinateur, prenez le câble livré avec le terminal.',
  menu: 'Menu du terminal',
  menuWhat:
    'La liaison caisse doit être activée dans le terminal. Parfois, seule la banque ou HiPay peut le faire.',
  menuPicture: 'Un terminal dont l’écran montre le chemin dans son menu',
  make: 'Marque du terminal',
  ingenico: 'Ingenico (Telium 2 ; Tetra comme Desk/5000, Move/5000)',
  nepting: 'Nepting (AXIUM d’Ingenico, PAX)',
  verifone: 'Verifone (toutes)',
  other: 'Autre marque',
  ingenicoThen:
    'Choisissez USB, « USB Base » pour un terminal sur base, ou le port COM du câble. Puis redémarrez : touche jaune avec # ou avec le point.',
  neptingThen:
    'Un tel terminal se joint par le réseau, à travers le service local, et non par un câble : cochez « Version 3 » et choisissez la liaison IP.',
  notKnown:
    'Nous ne connaissons pas le chemin dans ce menu et ne l’inventons pas. Demandez la « liaison caisse », protocole Concert, à votre banque ou à HiPay.',
  driver: 'Pilote',
  driverWindows:
    'Ouvrez le Gestionnaire de périphériques de Windows, « Ports (COM et LPT) », et branchez le terminal : une ligne doit apparaître. Aucune, ou une avec un signe jaune : installez le pilote du fabricant du terminal ou de l’adaptateur.',
  driverMac:
    'macOS n’a pas besoin de pilote pour la plupart des terminaux. Dans Terminal, « ls /dev/tty.usbmodem* » montre le port. Un adaptateur à neuf broches peut demander le pilote de son fabricant.',
  driverLinux:
    'Aucun pilote n’est nécessaire. Comparez « ls /dev » avant et après le branchement : ttyACM0 ou ttyUSB0 doit apparaître.',
  driverAndroid:
    'Prenez un adaptateur OTG qui transmet les données, pas seulement le courant. Il faut Chrome 148 ou plus récent, ou un terminal que WebUSB peut joindre.',
  driverOther: 'Le système doit montrer un nouveau port série quand vous branchez le terminal.',
  group: 'Autorisation (Linux)',
  groupWhat:
    'Cet utilisateur doit faire partie du groupe « dialout ». Fermez ensuite la session et rouvrez-la.',
  box: 'Navigateur Snap ou Flatpak',
  boxWhat:
    'Un tel navigateur ne voit parfois pas les ports série. Autorisez-le, ou installez le navigateur comme paquet ordinaire.',
  boxSnap: 'Snap (dans la logithèque : « Accéder directement au matériel USB »)',
  boxFlatpak: 'Flatpak, dans un terminal',
  programs: 'Autres programmes',
  programsWhat:
    'Un seul programme peut utiliser le terminal. Fermez l’ancien programme d’encaissement et les autres onglets de cette page.',
  programsWindows:
    'Le connecteur de bureau HiPay s’appelle « Node.js: Server-side JavaScript » dans le Gestionnaire des tâches, et sa tâche « Desktop Connector » le relance : désactivez-la dans le Planificateur de tâches.',
  programsLinux:
    'Le connecteur de bureau HiPay est le processus « tp-manager », et une ligne avec « always-up.sh » dans crontab le relance. ModemManager peut occuper un nouveau port une dizaine de secondes : attendez, puis réessayez.',
};
