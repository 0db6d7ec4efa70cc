import { html } from 'lit';
import type { Snapshot } from '../../core/relay/snapshot.ts';
import type { PageState } from '../surroundings.ts';
import { fill } from '../texts/fill.ts';
import type { FormTexts } from './texts/settings-texts.ts';

/** The version, the environment, and what was built, for who compares it with a release. */
export function aboutProgram(
  { version, environment }: Snapshot,
  build: PageState['build'],
  { words }: FormTexts,
) {
  const names = { dev: words.environmentDev, stage: words.environmentStage, prod: words.environmentProd };
  return html`<p class="muted about">
        ${fill(words.about, { version, environment: names[environment] })}
      </p>
      ${build ? html`<p class="muted about digests">${fill(words.aboutBuild, build)}</p>` : ''}`;
}
