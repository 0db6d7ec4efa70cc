import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyFileTo, copyTree, runTool, setTimesAndModes } from './staging.mjs';

/** Largest installer, bytes: a shop's connection to the internet may be slow. */
export const largestSetup = 30_000_000;

/**
 * Makes the installer for Windows. The installer makes this folder; an update adds versions and replaces no other file:
 *
 *     node.exe                     Node with the signature of its project
 *     launcher.mjs, hipay-ecr.cmd  start the version that the file `current` names
 *     HiPay ECR Connector.exe      does the same for an icon, without a console
 *     versions/0.2.0/              the content of our npm package
 *
 * @param signing the certificate, its password and the time of the signature. If it is undefined, nothing is signed
 * @param quick true to compress only a little, which saves time in tests. The installer may then be larger
 */
export function makeWindowsSetup({ top, work, out, program, version, owner, node, time, signing, quick }) {
  const here = join(top, 'src/build/release/windows');
  const stage = join(work, 'windows');
  const icon = join(here, 'connector.ico');
  copyTree(program, join(stage, 'versions', version));
  for (const name of ['launcher.mjs', 'hipay-ecr.cmd'])
    copyFileTo(join(top, 'src/launcher', name), join(stage, name));
  // With other line ends than those of Windows, cmd does not find the labels of a batch file.
  const batch = join(stage, 'hipay-ecr.cmd');
  writeFileSync(batch, readFileSync(batch, 'utf8').replaceAll(/\r?\n/g, '\r\n'));
  copyFileTo(node.program, join(stage, 'node.exe'));
  copyFileTo(node.license, join(stage, 'LICENSE-node.txt'));
  const starter = join(stage, 'HiPay ECR Connector.exe');
  const common = {
    VERSION: version,
    // A version resource of Windows has four numbers.
    FILE_VERSION: `${version.replace(/-.*/, '')}.0`,
    PUBLISHER: owner.publisher,
    ICON: icon,
  };
  compile(join(here, 'starter.nsi'), { ...common, OUT: starter }, time);
  const sign = signing && signer(signing, work, owner);
  if (sign) runTool(sign, [starter]);
  setTimesAndModes(stage, time);
  const steps = join(work, 'setup-steps.mjs');
  copyFileTo(join(here, 'setup-steps.mjs'), steps);
  setTimesAndModes(join(work, 'windows'), time);
  execFileSync('touch', ['-d', `@${time}`, steps]);

  const setup = join(out, `hipay-ecr-${version}-setup.exe`);
  const defines = {
    ...common,
    OUT: setup,
    STAGE: stage,
    STEPS: steps,
    TEXTS: join(here, 'texts.nsh'),
    SIZE_KB: String(Math.round(sizeOf(stage) / 1024)),
    ...(sign && { SIGN: sign }),
    ...(quick && { QUICK: '1' }),
  };
  compile(join(here, 'setup.nsi'), defines, time);
  if (sign) runTool(sign, [setup]);
  const { size } = statSync(setup);
  if (size > largestSetup && !quick) throw new Error(`${setup} has ${size} bytes, more than ${largestSetup}`);
  return setup;
}

const sizeOf = (folder) => Number(execFileSync('du', ['-sb', folder], { encoding: 'utf8' }).split('\t')[0]);

function compile(script, defines, time) {
  const defineOptions = Object.entries(defines).map(([name, value]) => `-D${name}=${value}`);
  const options = ['-V2', '-WX', '-NOCD', '-INPUTCHARSET', 'UTF8', '-XTarget amd64-unicode'];
  runTool('makensis', [...options, ...defineOptions, script], { time });
}

/** Writes a script that signs a file in place. makensis also calls this script, to sign the uninstaller. */
function signer({ certificate, password, timestamp, time }, work, owner) {
  const script = join(work, 'sign');
  const secret = join(work, 'certificate-password');
  writeFileSync(secret, password, { mode: 0o600 });
  const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;
  const args = ['-pkcs12', certificate, '-readpass', secret, '-h', 'sha256', '-n', 'HiPay ECR Connector'];
  const moment = timestamp ? ['-ts', timestamp] : ['-time', String(time)];
  const line = [...args, '-i', owner.homepage, ...moment].map(quoted).join(' ');
  writeFileSync(
    script,
    `#!/bin/sh\nset -eu\nosslsigncode sign ${line} -in "$1" -out "$1.signed" >&2\nmv "$1.signed" "$1"\n`,
    { mode: 0o755 },
  );
  return script;
}
