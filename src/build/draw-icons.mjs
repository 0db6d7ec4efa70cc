// `npm run draw:icons`: draws the PNG icons of the installed program from the SVG files in public/. Windows and Android need
// PNG in these sizes. The environment variable `CHROMIUM` is the path of the browser that draws.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const drawings = [
  { from: 'icon', sizes: [192, 512] },
  { from: 'icon-maskable', sizes: [192, 512] },
  { from: 'shortcut-pay', sizes: [96] },
  { from: 'shortcut-payments', sizes: [96] },
];
const at = (name) => fileURLToPath(new URL(`../../public/${name}`, import.meta.url));

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const { from, sizes } of drawings) {
  const drawing = readFileSync(at(`${from}.svg`), 'utf8');
  for (const size of sizes) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    await page.setContent(
      `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`,
    );
    await page.screenshot({ path: at(`${from}-${size}.png`), omitBackground: true });
    await page.close();
  }
}
await browser.close();
