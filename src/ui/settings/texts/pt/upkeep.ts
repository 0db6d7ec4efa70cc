import type { SettingsTexts } from '../settings-texts.ts';

export const upkeep: SettingsTexts['upkeep'] = {
  storageTitle: 'Armazenamento',
  storageWhat: 'Os pagamentos, e o que ainda falta comunicar à HiPay, ficam guardados neste navegador.',
  kept: 'Guardados',
  mayBeCleared: 'O navegador pode apagá-los',
  notKnown: 'O navegador não o diz',
  storageInstall:
    'Com o disco quase cheio, o navegador pode apagá-los. Instale esta aplicação no menu do navegador: assim ficam guardados.',
  storageNever:
    'Nunca apague os dados do site desta página: perder-se-iam vendas pagas que a HiPay ainda não conhece.',
  storageUse: '{used} usados, {free} livres.',
  diagnosticsTitle: 'Diagnóstico',
  diagnosticsWhat:
    'O que passou de e para o terminal e o que o conector decidiu, com a hora. Os números de cartão são mascarados e nunca há palavras-passe.',
  openDiagnostics: 'Verificar tudo o que um pagamento precisa e preparar um ficheiro para a assistência',
  saveDiagnostics: 'Guardar diagnóstico',
  preparing: 'A preparar…',
  nothingSaved: 'Não foi possível criar o ficheiro.',
  recordsTitle: 'Cópia dos pagamentos',
  recordsWhat:
    'Um ficheiro com todos os pagamentos deste navegador e o que a HiPay sabe deles. Contém números de encomenda e dados de clientes, mas nenhum número de cartão completo. Adicione-o aqui se se perderam dados, ou no novo navegador desta loja: o que for mais recente fica como está.',
  saveRecords: 'Guardar uma cópia',
  addRecords: 'Adicionar de uma cópia…',
  recordsAdded: '{added} adicionados, {known} já cá estavam.',
  recordsNoCopy: 'Este ficheiro não é uma cópia de pagamentos. Nada foi adicionado.',
  recordsCutOff:
    'O resto do ficheiro falta ou está danificado. Guarde de novo a cópia no sítio de onde veio e adicione-a outra vez.',
};
