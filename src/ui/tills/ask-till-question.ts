import './ecr-till-question.ts';
import { EcrTillQuestion, type TillQuestion } from './ecr-till-question.ts';

/** Asks the person at this page, and resolves with the answer. `within` runs in the click that says yes. */
export function askTillQuestion(question: TillQuestion, within: () => void = () => {}): Promise<boolean> {
  const element = new EcrTillQuestion();
  element.question = question;
  return new Promise((resolve) => {
    let yes = false;
    element.addEventListener('yes', () => {
      yes = true;
      within();
    });
    element.addEventListener('answered', () => {
      element.remove();
      resolve(yes);
    });
    document.body.append(element);
  });
}
