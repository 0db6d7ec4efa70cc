import type { CallResult } from '../../core/connector-api/connector-api.ts';
import type { EveryLanguage } from '../language.ts';
import { withFrenchSpaces } from '../texts/fr/french-spaces.ts';

interface ForgetTexts {
  readonly title: string;
  readonly what: string;
  readonly running: string;
  readonly button: string;
  readonly forgetting: string;
  readonly ask: string;
  readonly consequence: string;
  readonly yes: string;
  readonly no: string;
  readonly ended: Readonly<Record<CallResult<'forgetTerminal'>['how'], string>>;
}

const en: ForgetTexts = {
  title: 'Permission for the terminal',
  what: 'This browser lets this page use the terminal until the permission is given back. Do that when the terminal leaves the shop or this computer gets another job.',
  running: 'A payment is running. The terminal can be forgotten when it is finished.',
  button: 'Forget this terminal…',
  forgetting: 'Forgetting…',
  ask: 'Forget this terminal?',
  consequence:
    'No card payment is possible until somebody chooses a terminal again. Payments and what HiPay still has to be told stay as they are. Nobody is charged.',
  yes: 'Forget it',
  no: 'Keep it',
  ended: {
    forgotten: 'Forgotten. Nobody was charged. To pay by card again, press “Connect terminal” under Pay.',
    'still-granted':
      'The browser goes on granting the terminal, because a policy of this computer says so. Nobody was charged. Ask your IT to change the policy.',
    away: 'Not forgotten: the terminal is not plugged in, and the browser names only what is. Nobody was charged. Plug it in and try again, or remove it in the browser’s site settings.',
    'nothing-granted': 'There was nothing to forget: no terminal is chosen. Nobody was charged.',
    unsupported:
      'Not forgotten: this browser is too old to give the permission back. Nobody was charged. Remove it in the browser’s site settings, or update the browser.',
    'payment-running':
      'Not forgotten: a payment is running, and it keeps its terminal. See under Pay whether the customer was charged. Try again when it is finished.',
  },
};

const fr: ForgetTexts = {
  title: 'Autorisation pour le terminal',
  what: 'Ce navigateur laisse cette page utiliser le terminal tant que l’autorisation n’est pas rendue. Faites-le quand le terminal quitte le magasin ou que cet ordinateur change d’usage.',
  running: 'Un paiement est en cours. Le terminal pourra être oublié quand il sera terminé.',
  button: 'Oublier ce terminal…',
  forgetting: 'Oubli en cours…',
  ask: 'Oublier ce terminal ?',
  consequence:
    'Aucun paiement par carte ne sera possible tant que personne n’aura choisi de nouveau un terminal. Les paiements, et ce que HiPay doit encore apprendre, restent tels quels. Personne n’est débité.',
  yes: 'L’oublier',
  no: 'Le garder',
  ended: {
    forgotten:
      'Oublié. Personne n’a été débité. Pour encaisser de nouveau par carte, appuyez sur « Connecter le terminal » sous Encaisser.',
    'still-granted':
      'Le navigateur autorise toujours le terminal, car une stratégie de cet ordinateur le veut. Personne n’a été débité. Demandez à votre service informatique de changer la stratégie.',
    away: 'Pas oublié : le terminal n’est pas branché, et le navigateur ne connaît que ce qui l’est. Personne n’a été débité. Branchez-le et réessayez, ou retirez-le dans les paramètres de site du navigateur.',
    'nothing-granted': 'Il n’y avait rien à oublier : aucun terminal n’est choisi. Personne n’a été débité.',
    unsupported:
      'Pas oublié : ce navigateur est trop ancien pour rendre l’autorisation. Personne n’a été débité. Retirez-la dans les paramètres de site du navigateur, ou mettez le navigateur à jour.',
    'payment-running':
      'Pas oublié : un paiement est en cours et garde son terminal. Voyez sous Encaisser si le client a été débité. Réessayez quand il sera terminé.',
  },
};

const it: ForgetTexts = {
  title: 'Autorizzazione per il terminale',
  what: 'Questo browser lascia usare il terminale a questa pagina finché l’autorizzazione non viene restituita. Lo faccia quando il terminale lascia il negozio o questo computer cambia compito.',
  running: 'È in corso un pagamento. Il terminale si potrà dimenticare quando sarà finito.',
  button: 'Dimentica questo terminale…',
  forgetting: 'Un momento…',
  ask: 'Dimenticare questo terminale?',
  consequence:
    'Nessun pagamento con carta è possibile finché qualcuno non sceglie di nuovo un terminale. I pagamenti, e ciò che va ancora comunicato a HiPay, restano come sono. Nessuno subisce un addebito.',
  yes: 'Dimentica',
  no: 'Conserva',
  ended: {
    forgotten:
      'Dimenticato. Nessuno ha subìto un addebito. Per incassare di nuovo con carta, prema «Collega il terminale» sotto Incassa.',
    'still-granted':
      'Il browser continua ad autorizzare il terminale, perché lo vuole un criterio di questo computer. Nessuno ha subìto un addebito. Chieda al reparto IT di cambiare il criterio.',
    away: 'Non dimenticato: il terminale non è collegato, e il browser nomina solo ciò che lo è. Nessuno ha subìto un addebito. Lo colleghi e riprovi, o lo rimuova nelle impostazioni del sito del browser.',
    'nothing-granted':
      'Non c’era nulla da dimenticare: nessun terminale è scelto. Nessuno ha subìto un addebito.',
    unsupported:
      'Non dimenticato: questo browser è troppo vecchio per restituire l’autorizzazione. Nessuno ha subìto un addebito. La rimuova nelle impostazioni del sito del browser, o aggiorni il browser.',
    'payment-running':
      'Non dimenticato: è in corso un pagamento, che tiene il suo terminale. Guardi sotto Incassa se il cliente ha subìto un addebito. Riprovi quando sarà finito.',
  },
};

const pt: ForgetTexts = {
  title: 'Autorização para o terminal',
  what: 'Este navegador deixa esta página usar o terminal até a autorização ser devolvida. Faça-o quando o terminal sair da loja ou este computador mudar de função.',
  running: 'Há um pagamento em curso. O terminal pode ser esquecido quando terminar.',
  button: 'Esquecer este terminal…',
  forgetting: 'A esquecer…',
  ask: 'Esquecer este terminal?',
  consequence:
    'Não há pagamentos com cartão até alguém voltar a escolher um terminal. Os pagamentos, e o que ainda falta comunicar à HiPay, ficam como estão. Ninguém é cobrado.',
  yes: 'Esquecer',
  no: 'Manter',
  ended: {
    forgotten:
      'Esquecido. Ninguém foi cobrado. Para voltar a cobrar com cartão, prima «Ligar o terminal» em Cobrar.',
    'still-granted':
      'O navegador continua a autorizar o terminal, porque uma política deste computador o manda. Ninguém foi cobrado. Peça à sua equipa de TI que mude a política.',
    away: 'Não foi esquecido: o terminal não está ligado, e o navegador só mostra o que está. Ninguém foi cobrado. Ligue-o e tente de novo, ou retire-o nas definições de site do navegador.',
    'nothing-granted': 'Não havia nada a esquecer: nenhum terminal está escolhido. Ninguém foi cobrado.',
    unsupported:
      'Não foi esquecido: este navegador é demasiado antigo para devolver a autorização. Ninguém foi cobrado. Retire-a nas definições de site do navegador, ou atualize o navegador.',
    'payment-running':
      'Não foi esquecido: há um pagamento em curso, que mantém o seu terminal. Veja em Cobrar se o cliente foi cobrado. Tente de novo quando terminar.',
  },
};

export const forgetTexts: EveryLanguage<ForgetTexts> = { en, fr: withFrenchSpaces(fr), it, pt };
