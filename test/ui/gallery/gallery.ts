import { hashOfArea } from '../../../src/ui/area.ts';
import '../../../src/ui/ecr-app.ts';
import type { EcrApp } from '../../../src/ui/ecr-app.ts';
import { FakeSurroundings } from '../fake-surroundings.ts';
import { click, settled } from '../mount.ts';
import { scenarios } from '../scenarios.ts';

// Every situation of the screens, to look at: `npx vite`, then /test/ui/gallery/.
const asked = new URLSearchParams(location.search);
const language = asked.get('lang') ?? 'en';
const make = scenarios[asked.get('scenario') ?? ''];

if (make) {
  const scenario = make();
  location.hash = hashOfArea(scenario.area);
  localStorage.clear();
  const app: EcrApp = document.createElement('ecr-app');
  app.scripts = scenario.scripts ?? [];
  app.connector = scenario.connector;
  const surroundings = new FakeSurroundings(language, scenario.page);
  surroundings.choice = 'cancelled';
  app.surroundings = surroundings;
  document.body.append(app);
  setTimeout(async () => {
    await scenario.afterwards?.(scenario.connector);
    await settled();
    for (const selector of scenario.clicks ?? []) await click(selector);
  }, 500);
} else {
  for (const name of Object.keys(scenarios)) {
    const link = document.createElement('a');
    link.href = `?scenario=${name}&lang=${language}`;
    link.textContent = name;
    const item = document.createElement('p');
    item.append(link);
    document.body.append(item);
  }
}
