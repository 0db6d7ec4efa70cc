// Set up before each file of browser tests: all files share one page, and each begins with an empty document and no stored texts.
// What a file changes beyond that (a replaced global, a database, a timer), it has to put back itself.
for (const element of [document.documentElement, document.body])
  for (const { name } of [...element.attributes]) element.removeAttribute(name);
document.documentElement.lang = 'en';
document.adoptedStyleSheets = [];
document.body.replaceChildren();
history.replaceState(null, '', location.pathname + location.search);
localStorage.clear();
sessionStorage.clear();
