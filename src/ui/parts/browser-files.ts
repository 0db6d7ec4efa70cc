/** Puts a text on the clipboard. False where the browser does not allow it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Hands a text, or pieces of one, to the browser as a download. The address lives only until the browser has taken it. */
export function saveFile(name: string, type: string, text: string | readonly Blob[]): void {
  const address = URL.createObjectURL(new Blob(typeof text === 'string' ? [text] : [...text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

let printed: HTMLElement | undefined;

/** What fits between the margins at 9 points, and how high such a line is, millimetres. */
const columns = 38;
const lineHeight = 4.2;
const margins = 8;

/** Paper from a roll is as long as what is on it. */
function heightOf(text: string): number {
  const lines = text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / columns)));
  return Math.ceil(lines.reduce((sum, each) => sum + each, 0) * lineHeight + margins);
}

/** A ticket printer's paper. As a sheet of its own, because the page's Content-Security-Policy allows no style in it. */
function paper(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    @page { size: 80mm ${heightOf(text)}mm; margin: 3mm; }
    .receipt-paper { display: none; }
    @media print {
      body { background: #fff; color: #000; }
      body > :not(.receipt-paper) { display: none !important; }
      .receipt-paper { display: block; margin: 0; font: 9pt/1.3 ui-monospace, monospace; white-space: pre-wrap; }
    }`);
  return sheet;
}

/** Prints one text on 80 mm paper and nothing else of the page. Text only: whatever is in it is never run. */
export function printText(text: string): void {
  printed?.remove();
  const sheet = paper(text);
  const section = document.createElement('pre');
  section.className = 'receipt-paper';
  section.textContent = text;
  document.body.append(section);
  printed = section;
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const tidy = () => {
    section.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== sheet);
  };
  window.addEventListener('afterprint', tidy, { once: true });
  window.print();
}
