; What the installer says. The language is that of Windows; English stands in for all others.
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\French.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Italian.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\Portuguese.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\PortugueseBR.nlf"

!macro Text NAME EN FR IT PT
  LangString ${NAME} ${LANG_ENGLISH} "${EN}"
  LangString ${NAME} ${LANG_FRENCH} "${FR}"
  LangString ${NAME} ${LANG_ITALIAN} "${IT}"
  LangString ${NAME} ${LANG_PORTUGUESE} "${PT}"
  LangString ${NAME} ${LANG_PORTUGUESEBR} "${PT}"
!macroend

!insertmacro Text Stopping \
  "The running connector stops after its payment." \
  "Le connecteur en marche s'arrête après son paiement." \
  "Il connettore in funzione si ferma dopo il pagamento." \
  "O conector em execução para depois do pagamento."

!insertmacro Text StillRuns \
  "A payment runs, or the connector does not stop. Nothing was changed. Wait for the payment, then try again." \
  "Un paiement est en cours, ou le connecteur ne s'arrête pas. Rien n'a été changé. Attendez le paiement, puis réessayez." \
  "Un pagamento è in corso, o il connettore non si ferma. Nulla è stato cambiato. Attendere il pagamento, poi riprovare." \
  "Um pagamento está em curso, ou o conector não para. Nada foi alterado. Aguarde o pagamento e tente de novo."

!insertmacro Text NotInstalled \
  "The installation failed. The files of your payments are untouched. Restart Windows and run the installer again." \
  "L'installation a échoué. Les fichiers de vos paiements sont intacts. Redémarrez Windows et relancez l'installation." \
  "L'installazione non è riuscita. I file dei pagamenti sono intatti. Riavviare Windows e ripetere l'installazione." \
  "A instalação falhou. Os ficheiros dos pagamentos estão intactos. Reinicie o Windows e execute de novo o instalador."

!insertmacro Text CannotRead \
  "This version cannot read the payments of the newer version that is installed: they could be charged twice. Nothing was changed. Install a newer version instead." \
  "Cette version ne peut pas lire les paiements de la version plus récente installée : ils pourraient être débités deux fois. Rien n'a été changé. Installez plutôt une version plus récente." \
  "Questa versione non può leggere i pagamenti della versione più recente installata: potrebbero essere addebitati due volte. Nulla è stato cambiato. Installare invece una versione più recente." \
  "Esta versão não consegue ler os pagamentos da versão mais recente instalada: poderiam ser cobrados duas vezes. Nada foi alterado. Instale antes uma versão mais recente."

!insertmacro Text NewerStays \
  "A newer version is installed, and stays. Nothing was changed. The command $\"hipay-ecr rollback$\" goes back to the version before." \
  "Une version plus récente est installée et reste. Rien n'a été changé. La commande « hipay-ecr rollback » revient à la version d'avant." \
  "Una versione più recente è installata e resta. Nulla è stato cambiato. Il comando $\"hipay-ecr rollback$\" torna alla versione precedente." \
  "Uma versão mais recente está instalada e fica. Nada foi alterado. O comando $\"hipay-ecr rollback$\" volta à versão anterior."

!insertmacro Text TakeOverQuestion \
  "HiPay's Desktop ECR Connector is on this computer:$\n$\n$2$\n$\nTake its settings over?" \
  "Le Desktop ECR Connector de HiPay est sur cet ordinateur :$\n$\n$2$\n$\nReprendre ses réglages ?" \
  "Il Desktop ECR Connector di HiPay è su questo computer:$\n$\n$2$\n$\nRiprendere le sue impostazioni?" \
  "O Desktop ECR Connector da HiPay está neste computador:$\n$\n$2$\n$\nAproveitar as suas definições?"

!insertmacro Text NotTakenOver \
  "The settings of HiPay's program could not be taken over. The page asks for them instead. The file:$\n$\n$2" \
  "Les réglages du programme de HiPay n'ont pas pu être repris. La page les demande. Le fichier :$\n$\n$2" \
  "Non è stato possibile riprendere le impostazioni del programma di HiPay. La pagina le chiede. Il file:$\n$\n$2" \
  "Não foi possível aproveitar as definições do programa da HiPay. A página vai pedi-las. O ficheiro:$\n$\n$2"

!insertmacro Text SwitchOff \
  "The settings are taken over. When no payment runs, switch HiPay's own connector off, or both would use the same terminal and port:$\n$\n1. Task Scheduler, task $\"Desktop Connector$\": Disable.$\n2. Task Manager, $\"tp-manager$\" or $\"Node.js: Server-side JavaScript$\": End task." \
  "Les réglages sont repris. Quand aucun paiement n'est en cours, désactivez le connecteur de HiPay, sinon les deux utiliseraient le même terminal et le même port :$\n$\n1. Planificateur de tâches, tâche « Desktop Connector » : Désactiver.$\n2. Gestionnaire des tâches, « tp-manager » ou « Node.js: Server-side JavaScript » : Fin de tâche." \
  "Le impostazioni sono riprese. Quando nessun pagamento è in corso, disattivare il connettore di HiPay, altrimenti entrambi userebbero lo stesso terminale e la stessa porta:$\n$\n1. Utilità di pianificazione, attività $\"Desktop Connector$\": Disabilita.$\n2. Gestione attività, $\"tp-manager$\" o $\"Node.js: Server-side JavaScript$\": Termina attività." \
  "As definições foram aproveitadas. Quando não houver pagamento em curso, desative o conector da HiPay, senão ambos usariam o mesmo terminal e a mesma porta:$\n$\n1. Programador de tarefas, tarefa $\"Desktop Connector$\": Desativar.$\n2. Gestor de tarefas, $\"tp-manager$\" ou $\"Node.js: Server-side JavaScript$\": Terminar tarefa."
