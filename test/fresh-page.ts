// Set up before each file of browser tests: all files share one page, and each begins with it as if it had just been opened.
for (const { name } of [...document.documentElement.attributes])
  document.documentElement.removeAttribute(name);
document.documentElement.lang = 'en';
document.body.replaceChildren();
localStorage.clear();
sessionStorage.clear();
