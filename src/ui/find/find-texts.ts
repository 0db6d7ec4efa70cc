import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';
import type { EveryLanguage } from '../texts/in-language.ts';

const en = {
  foundTitle: 'Terminal found',
  language: 'Language',
  line: 'Line settings',
  oldLanguage: 'Concert V2',
  oldHint: 'E or E+ cannot be told from outside: if the terminal refuses payments, try the other.',
  unclear: 'Not clear: it answers, but does not say what it speaks',
  unclearHint:
    'It may be in a menu or busy. Bring it to its start screen and look again. If that stays so, Concert V2 is the more likely.',
  saved: 'This has been saved. Nothing was charged.',
  same: 'The settings say this already. Nothing was changed, nothing was charged.',
  notSaved: 'It could not be saved. Nothing was charged. Enter it in Settings, or look again.',
  provisioned:
    'The sidecar’s configuration file rules, so nothing was changed, and nothing was charged. Put these lines into config.yml, then restart “hipay-ecr”:',
  copy: 'Copy the lines',
  copied: 'Copied.',
  notCopied: 'The browser did not let them be copied. Mark them and copy by hand.',
  lostTitle: 'No terminal found',
  lostWhat: 'No line settings got an answer. Nothing was changed, nothing was charged. Check:',
  lostNetwork: 'The terminal did not answer at its address. Nothing was changed, nothing was charged. Check:',
  refusedTitle: 'The terminal was not looked for',
  power: 'Power: the terminal is switched on and shows its start screen.',
  cashConnection:
    'Ingenico: F, 0 Telium Manager, 5 Initialisation, 1 Parameters, Cash Connection: switched on, for USB or for the port of the cable.',
  address: 'Address: terminal_host and terminal_port are the terminal’s (8888, or 20002 with Nepting).',
  asleep: 'Sleep: switch the terminal’s ECO mode off; asleep it refuses connections.',
  network: 'Network: this computer and the terminal are in the same network.',
  lookAgain: 'Look again',
  close: 'Close',
};

const fr: typeof en = {
  foundTitle: 'Terminal trouvé',
  language: 'Langage',
  line: 'Réglage de la ligne',
  oldLanguage: 'Concert V2',
  oldHint: 'E ou E+ ne se voit pas de l’extérieur : si le terminal refuse les paiements, essayez l’autre.',
  unclear: 'Pas clair : il répond, mais ne dit pas ce qu’il parle',
  unclearHint:
    'Il est peut-être dans un menu ou occupé. Ramenez-le à son écran d’accueil et cherchez de nouveau. Si cela reste ainsi, Concert V2 est le plus probable.',
  saved: 'C’est enregistré. Rien n’a été débité.',
  same: 'Les réglages le disent déjà. Rien n’a été changé, rien n’a été débité.',
  notSaved:
    'Cela n’a pas pu être enregistré. Rien n’a été débité. Saisissez-le dans Réglages, ou cherchez de nouveau.',
  provisioned:
    'Le fichier de configuration du service local fait foi : rien n’a été changé, rien n’a été débité. Mettez ces lignes dans config.yml, puis relancez « hipay-ecr » :',
  copy: 'Copier les lignes',
  copied: 'Copié.',
  notCopied: 'Le navigateur n’a pas permis la copie. Sélectionnez-les et copiez à la main.',
  lostTitle: 'Aucun terminal trouvé',
  lostWhat: 'Aucun réglage n’a obtenu de réponse. Rien n’a été changé, rien n’a été débité. Vérifiez :',
  lostNetwork:
    'Le terminal n’a pas répondu à son adresse. Rien n’a été changé, rien n’a été débité. Vérifiez :',
  refusedTitle: 'Le terminal n’a pas été cherché',
  power: 'Alimentation : le terminal est allumé et montre son écran d’accueil.',
  cashConnection:
    'Ingenico : F, 0 Telium Manager, 5 Initialisation, 1 Paramètres, Connexion caisse : activée, sur USB ou sur le port du câble.',
  address: 'Adresse : terminal_host et terminal_port sont ceux du terminal (8888, ou 20002 avec Nepting).',
  asleep: 'Veille : désactivez le mode ECO du terminal ; en veille, il refuse les connexions.',
  network: 'Réseau : cet ordinateur et le terminal sont dans le même réseau.',
  lookAgain: 'Chercher de nouveau',
  close: 'Fermer',
};

const it: typeof en = {
  foundTitle: 'Terminale trovato',
  language: 'Linguaggio',
  line: 'Impostazione della linea',
  oldLanguage: 'Concert V2',
  oldHint: 'E o E+ non si vede da fuori: se il terminale rifiuta i pagamenti, provi l’altro.',
  unclear: 'Non è chiaro: risponde, ma non dice che cosa parla',
  unclearHint:
    'Forse è in un menu o occupato. Lo riporti alla schermata iniziale e cerchi di nuovo. Se resta così, Concert V2 è il più probabile.',
  saved: 'È stato salvato. Nulla è stato addebitato.',
  same: 'Le impostazioni dicono già questo. Nulla è cambiato, nulla è stato addebitato.',
  notSaved:
    'Non è stato possibile salvarlo. Nulla è stato addebitato. Lo inserisca in Impostazioni, o cerchi di nuovo.',
  provisioned:
    'Vale il file di configurazione del servizio locale: nulla è cambiato, nulla è stato addebitato. Metta queste righe in config.yml, poi riavvii «hipay-ecr»:',
  copy: 'Copia le righe',
  copied: 'Copiato.',
  notCopied: 'Il browser non ha permesso la copia. Le selezioni e copi a mano.',
  lostTitle: 'Nessun terminale trovato',
  lostWhat: 'Nessuna impostazione ha avuto risposta. Nulla è cambiato, nulla è stato addebitato. Controlli:',
  lostNetwork:
    'Il terminale non ha risposto al suo indirizzo. Nulla è cambiato, nulla è stato addebitato. Controlli:',
  refusedTitle: 'Il terminale non è stato cercato',
  power: 'Corrente: il terminale è acceso e mostra la schermata iniziale.',
  cashConnection:
    'Ingenico: F, 0 Telium Manager, 5 Initialisation, 1 Parameters, Cash Connection: attiva, su USB o sulla porta del cavo.',
  address: 'Indirizzo: terminal_host e terminal_port sono quelli del terminale (8888, o 20002 con Nepting).',
  asleep: 'Riposo: disattivi il modo ECO del terminale; a riposo rifiuta le connessioni.',
  network: 'Rete: questo computer e il terminale sono nella stessa rete.',
  lookAgain: 'Cerca di nuovo',
  close: 'Chiudi',
};

const pt: typeof en = {
  foundTitle: 'Terminal encontrado',
  language: 'Linguagem',
  line: 'Configuração da linha',
  oldLanguage: 'Concert V2',
  oldHint: 'E ou E+ não se vê de fora: se o terminal recusar pagamentos, experimente o outro.',
  unclear: 'Não é claro: responde, mas não diz que linguagem fala',
  unclearHint:
    'Talvez esteja num menu ou ocupado. Volte ao ecrã inicial do terminal e procure de novo. Se continuar assim, Concert V2 é o mais provável.',
  saved: 'Ficou guardado. Nada foi cobrado.',
  same: 'As definições já dizem isto. Nada mudou, nada foi cobrado.',
  notSaved: 'Não foi possível guardar. Nada foi cobrado. Introduza-o em Definições, ou procure de novo.',
  provisioned:
    'Vale o ficheiro de configuração do serviço local: nada mudou, nada foi cobrado. Ponha estas linhas em config.yml e reinicie o «hipay-ecr»:',
  copy: 'Copiar as linhas',
  copied: 'Copiado.',
  notCopied: 'O navegador não permitiu a cópia. Selecione-as e copie à mão.',
  lostTitle: 'Nenhum terminal encontrado',
  lostWhat: 'Nenhuma configuração teve resposta. Nada mudou, nada foi cobrado. Verifique:',
  lostNetwork: 'O terminal não respondeu no seu endereço. Nada mudou, nada foi cobrado. Verifique:',
  refusedTitle: 'O terminal não foi procurado',
  power: 'Corrente: o terminal está aceso e mostra o ecrã inicial.',
  cashConnection:
    'Ingenico: F, 0 Telium Manager, 5 Initialisation, 1 Parameters, Cash Connection: ativa, em USB ou na porta do cabo.',
  address: 'Endereço: terminal_host e terminal_port são os do terminal (8888, ou 20002 com Nepting).',
  asleep: 'Repouso: desligue o modo ECO do terminal; em repouso recusa ligações.',
  network: 'Rede: este computador e o terminal estão na mesma rede.',
  lookAgain: 'Procurar de novo',
  close: 'Fechar',
};

export const findTexts: EveryLanguage<typeof en> = { en, fr: withFrenchSpaces(fr), it, pt };
