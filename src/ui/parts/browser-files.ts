/** Copies a text to the clipboard. False if the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Downloads a text, or the pieces of a text, as a file. Revokes the address after the browser has read the file. */
export function saveFile(name: string, type: string, text: string | readonly Blob[]): void {
  const address = URL.createObjectURL(new Blob(typeof text === 'string' ? [text] : [...text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

let lastPrinted: HTMLElement | undefined;

/** Characters per line between the margins, at 9 points. */
const columns = 38;
/** Height of a line, and both margins together, in millimeters. */
const lineMm = 4.2;
const marginsMm = 8;

/** Height of the printed page, millimeters: a paper roll is cut after the text. */
function paperHeight(text: string): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / columns)));
  return Math.ceil(lines.reduce((sum, each) => sum + each, 0) * lineMm + marginsMm);
}

/**
 * Print style for receipt paper. It is a separate sheet because the page's Content-Security-Policy allows no
 * inline style.
 */
function receiptSheet(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    @page { size: 80mm ${paperHeight(text)}mm; margin: 3mm; }
    .receipt-paper { display: none; }
    @media print {
      body { background: #fff; color: #000; }
      body > :not(.receipt-paper) { display: none !important; }
      .receipt-paper { display: block; margin: 0; font: 9pt/1.3 ui-monospace, monospace; white-space: pre-wrap; }
    }`);
  return sheet;
}

/** Prints one text, and nothing else of the page, on 80 mm paper. The text cannot become HTML. */
export function printText(text: string): void {
  lastPrinted?.remove();
  const sheet = receiptSheet(text);
  const section = document.createElement('pre');
  section.className = 'receipt-paper';
  section.textContent = text;
  document.body.append(section);
  lastPrinted = section;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const cleanUp = () => {
    section.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  window.addEventListener('afterprint', cleanUp, { once: true });
  window.print();
}
