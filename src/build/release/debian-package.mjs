import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { copyFileTo, copyTree, runTool, setTimesAndModes, writeText } from './staging.mjs';

/** The version in Debian's form: the tilde makes `1.0.0~rc.1` lower than `1.0.0`. */
export const debianVersion = (version) => version.replace('-', '~');

const programs = new Set(['node', 'hipay-ecr', 'open-page']);
const scripts = ['preinst', 'postinst', 'prerm', 'postrm'];

/**
 * Makes the package for Debian and Ubuntu. dpkg owns its version and its Node, so there is no launcher and no file
 * `current`: an update comes as a package.
 *
 * @param quick true to compress only a little, which saves time in tests
 */
export function makeDebianPackage({ top, work, out, program, version, owner, node, time, quick }) {
  const here = join(top, 'src/build/release/debian');
  const root = join(work, 'debian');
  const { storedForms } = JSON.parse(readFileSync(join(program, 'package.json'), 'utf8'));
  const text = (name) =>
    readFileSync(join(here, name), 'utf8')
      .replaceAll('@VERSION@', version)
      .replaceAll('@STORED_FORMS@', String(storedForms));
  const at = (path) => join(root, path);
  copyTree(program, at(`usr/lib/hipay-ecr/versions/${version}`));
  copyFileTo(node.program, at('usr/lib/hipay-ecr/node'));
  writeText(at('usr/lib/hipay-ecr/open-page'), text('open-page'));
  writeText(at('usr/bin/hipay-ecr'), text('hipay-ecr'));
  writeText(at('lib/systemd/system/hipay-ecr.service'), text('hipay-ecr.service'));
  writeText(at('usr/lib/hipay-ecr/with-browser.conf'), text('with-browser.conf'));
  writeText(at('etc/default/hipay-ecr'), text('default'));
  writeText(at('usr/share/applications/hipay-ecr.desktop'), text('hipay-ecr.desktop'));
  copyFileTo(join(top, 'public/icon.svg'), at('usr/share/icons/hicolor/scalable/apps/hipay-ecr.svg'));
  writeText(at('usr/share/lintian/overrides/hipay-ecr'), text('lintian-overrides'));
  writeDocuments({ at, program, version, owner, node, time });

  const control = at('DEBIAN');
  mkdirSync(control, { recursive: true });
  for (const name of scripts) writeText(join(control, name), text(name));
  writeText(join(control, 'conffiles'), '/etc/default/hipay-ecr\n');
  writeText(join(control, 'md5sums'), md5sums(root));
  writeText(join(control, 'control'), controlFile({ version, owner, root }));
  setTimesAndModes(root, time, programs);
  // `setTimesAndModes` finds programs only by their name. Of the files named `hipay-ecr`, only the one in `usr/bin` is a program.
  for (const path of ['etc/default', 'usr/share/lintian/overrides'])
    chmodSync(at(`${path}/hipay-ecr`), 0o644);
  for (const name of scripts) chmodSync(join(control, name), 0o755);
  utimesSync(control, time, time);
  const path = join(out, `hipay-ecr_${debianVersion(version)}_amd64.deb`);
  // One thread, because with more threads the size of xz's blocks depends on the computer.
  const compression = quick ? ['-Zgzip', '-z1'] : ['-Zxz', '--threads-max=1'];
  runTool('dpkg-deb', ['--root-owner-group', ...compression, '--build', root, path], { time });
  return path;
}

function writeDocuments({ at, program, version, owner, node, time }) {
  const documents = at('usr/share/doc/hipay-ecr');
  const date = execFileSync('date', ['-R', '-u', '-d', `@${time}`], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  const changelog = `hipay-ecr (${debianVersion(version)}) stable; urgency=medium\n\n  * See CHANGELOG.md beside this file.\n\n -- ${owner.author}  ${date}`;
  mkdirSync(documents, { recursive: true });
  // Removes the time in the header, so that the bytes do not depend on the time of the build.
  const packed = gzipSync(changelog, { level: 9 });
  packed.writeUInt32LE(0, 4);
  writeFileSync(join(documents, 'changelog.gz'), packed);
  for (const name of ['README.md', 'CHANGELOG.md']) copyFileTo(join(program, name), join(documents, name));
  writeText(join(documents, 'copyright'), copyrightFile({ program, owner }));
  copyFileTo(node.license, join(documents, 'LICENSE-node'));
}

const indented = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (line.trim() === '' ? ' .' : ` ${line}`))
    .join('\n');

function copyrightFile({ program, owner }) {
  const own = readFileSync(join(program, 'LICENSE'), 'utf8');
  const [, holder = owner.author] = /Copyright (?:\(c\) )?(.+)/.exec(own) ?? [];
  return [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/',
    'Upstream-Name: HiPay ECR Connector',
    `Source: ${owner.homepage}`,
    'Comment: The licenses of the bundled packages are in the file dist/THIRD-PARTY-LICENSES of the program.',
    '',
    'Files: *',
    `Copyright: ${holder}`,
    'License: Expat',
    indented(own),
    '',
    'Files: usr/lib/hipay-ecr/node',
    'Copyright: Node.js contributors, and those named below',
    'License: Node',
    ' The text, and those of the parts of Node, are in the file LICENSE-node of this folder.',
    '',
  ].join('\n');
}

function controlFile({ version, owner, root }) {
  const size = Number(
    execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split('\t')[0],
  );
  return [
    'Package: hipay-ecr',
    `Version: ${debianVersion(version)}`,
    'Architecture: amd64',
    `Maintainer: ${owner.author}`,
    `Installed-Size: ${size}`,
    'Depends: adduser, init-system-helpers (>= 1.54~), libc6 (>= 2.28), libgcc-s1, libstdc++6 (>= 9)',
    'Recommends: chromium | google-chrome-stable | microsoft-edge-stable, pkexec | policykit-1, xdg-utils',
    'Section: misc',
    'Priority: optional',
    `Homepage: ${owner.homepage}`,
    "Description: connector between a shop's till and its card terminal",
    ' A till asks for an amount; the connector shows it on the card terminal,',
    ' waits for the customer, writes down what happened, notifies HiPay and',
    ' answers the till.',
    ' .',
    ' The package has its own Node. The records are in /var/lib/hipay-ecr:',
    ' they stay when the package is removed, and go when it is purged.',
    '',
  ].join('\n');
}

/** The checksums of the installed files, for dpkg. Leaves out the files in `etc`, which a person may change. */
function md5sums(root) {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.startsWith('DEBIAN') && !path.startsWith('etc/'))
    .filter((path) => statSync(join(root, path)).isFile());
  const sum = (path) =>
    createHash('md5')
      .update(readFileSync(join(root, path)))
      .digest('hex');
  return paths
    .sort()
    .map((path) => `${sum(path)}  ${path}\n`)
    .join('');
}
