import type { PortHelpTexts } from '../en/port-help.ts';

export const texts: PortHelpTexts = {
  showAllPorts: 'Mostrar todas as portas',
  cancelled: 'Nenhum terminal escolhido',
  cancelledWhat: 'Nada mudou. Se o seu terminal não estava na lista, verifique estes pontos.',
  unsupported: 'Este navegador não consegue aceder a um terminal',
  unsupportedWhat:
    'Abra esta página no Chrome ou no Edge, num computador ou em Android. Os outros navegadores não usam portas série nem USB.',
  failed: 'O navegador não conseguiu abrir a lista de terminais',
  failedWhat:
    'Nada mudou. Tente de novo. Se acontecer outra vez, recarregue a página; numa empresa, as regras do navegador podem proibi-lo: pergunte a quem trata da informática.',
  all: 'Continua fora da lista? Mostre todas as portas e escolha a que aparece quando liga o terminal.',
  cable: 'Cabo',
  cableWhat: 'Encaixado nas duas pontas, com o terminal ligado. Experimente outra porta USB, sem hub.',
  cableUsb: 'USB, do lado do computador',
  cableBase: 'Terminal portátil: o cabo liga à base',
  cableSerial: 'Série, nove pinos: na maioria dos computadores precisa de um adaptador',
  cableCharge:
    'Alguns cabos USB só carregam: se nada acontecer no computador, experimente o cabo que veio com o terminal.',
  menu: 'Menu do terminal',
  menuWhat:
    'A ligação à caixa («liaison caisse») tem de estar ativa no terminal. Por vezes só o banco ou a HiPay o pode fazer.',
  menuPicture: 'Um terminal cujo ecrã mostra o caminho no menu',
  make: 'Marca do terminal',
  ingenico: 'Ingenico (Telium 2; Tetra como Desk/5000 e Move/5000)',
  nepting: 'Com Nepting (Ingenico AXIUM, PAX)',
  verifone: 'Verifone (todos)',
  other: 'Outra marca',
  ingenicoThen:
    'Escolha USB, «USB Base» para um terminal com base, ou a porta COM do cabo. Depois reinicie: tecla amarela com # ou com o ponto.',
  neptingThen:
    'Um terminal destes liga-se pela rede, através do serviço local, e não por cabo: marque «Version 3» e escolha a ligação IP.',
  notKnown:
    'Não conhecemos o caminho neste menu e não o inventamos. Peça ao banco ou à HiPay a «liaison caisse», protocolo Concert.',
  driver: 'Controlador',
  driverWindows:
    'Abra o Gestor de Dispositivos do Windows, «Portas (COM e LPT)», e ligue o terminal: tem de aparecer uma linha. Se não aparecer, ou tiver um sinal amarelo, instale o controlador do fabricante do terminal ou do adaptador.',
  driverMac:
    'O macOS não precisa de controlador para a maioria dos terminais. No Terminal, «ls /dev/tty.usbmodem*» mostra a porta. Um adaptador de nove pinos pode precisar do controlador do fabricante.',
  driverLinux:
    'Não é preciso controlador. Compare «ls /dev» antes e depois de ligar: tem de aparecer ttyACM0 ou ttyUSB0.',
  driverAndroid:
    'Use um adaptador OTG que passe dados, e não só corrente. É preciso o Chrome 148 ou mais recente, ou um terminal compatível com WebUSB.',
  driverOther: 'O sistema tem de mostrar uma nova porta série quando liga o terminal.',
  group: 'Permissão (Linux)',
  groupWhat: 'Este utilizador tem de pertencer ao grupo «dialout». Depois termine a sessão e entre de novo.',
  box: 'Navegador Snap ou Flatpak',
  boxWhat:
    'Um navegador destes pode não ver as portas série. Dê-lhe permissão, ou instale o navegador como pacote normal.',
  boxSnap: 'Snap (na central de aplicações: «Aceder diretamente ao hardware USB»)',
  boxFlatpak: 'Flatpak, na linha de comandos',
  programs: 'Outros programas',
  programsWhat:
    'Só um programa pode usar o terminal. Feche o antigo programa de pagamentos e os outros separadores com esta página.',
  programsWindows:
    'O conector de secretária da HiPay chama-se «Node.js: Server-side JavaScript» no Gestor de Tarefas, e a tarefa «Desktop Connector» volta a iniciá-lo: desative-a no Programador de Tarefas.',
  programsLinux:
    'O conector de secretária da HiPay é o processo «tp-manager», e uma linha com «always-up.sh» no crontab volta a iniciá-lo. O ModemManager pode ocupar uma porta nova durante uns dez segundos: espere e tente de novo.',
};
