// Runs before each file of browser tests. All files share one page; each starts with an empty document and no stored texts.
// A file must undo its other changes itself: replaced globals, databases, timers.
for (const element of [document.documentElement, document.body])
  for (const { name } of [...element.attributes]) element.removeAttribute(name);
document.documentElement.lang = 'en';
document.adoptedStyleSheets = [];
document.body.replaceChildren();
history.replaceState(null, '', location.pathname + location.search);
localStorage.clear();
sessionStorage.clear();
