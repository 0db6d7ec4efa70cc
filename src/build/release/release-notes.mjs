/** The section of one version in the changelog, with a title of its own instead of its heading. */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1);
  const section = sections.find((text) => text.split(/[\s(]/, 1)[0] === version);
  if (section === undefined) throw new Error(`CHANGELOG.md has no section "## ${version}"`);
  const body = section.slice(section.indexOf('\n') + 1).trim();
  if (body === '') throw new Error(`the section of ${version} in CHANGELOG.md is empty`);
  return `# HiPay ECR Connector ${version}\n\n${body}\n`;
}
