/** Hands a text, or pieces of one, to the browser as a download. The address lives only until the browser has taken it. */
export function saveFile(name: string, type: string, text: string | readonly Blob[]): void {
  const address = URL.createObjectURL(new Blob(typeof text === 'string' ? [text] : [...text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
