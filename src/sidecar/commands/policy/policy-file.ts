import { createHash } from 'node:crypto';
import { type PropertyValue, propertyList } from '../../program/property-list.ts';
import { type Browser, browserNames, macPolicyDomains, policyRegistryKeys } from '../../system/browsers.ts';
import type { System } from '../../system/systems.ts';
import { type PolicyKey, type PolicyValue, policyObject } from './browser-policy.ts';

/** The policies in the file format of the system. */
export const policyFile = (keys: readonly PolicyKey[], browser: Browser, system: System): string =>
  system === 'windows'
    ? registryFile(keys, browser)
    : system === 'macos'
      ? configurationProfile(keys, browser)
      : jsonFile(keys);

const jsonFile = (keys: readonly PolicyKey[]): string => `${JSON.stringify(policyObject(keys), null, 2)}\n`;

/** A file for the Registry Editor. A list of texts becomes a key with numbered values; objects become JSON texts. */
function registryFile(keys: readonly PolicyKey[], browser: Browser): string {
  const top = policyRegistryKeys[browser];
  const flat = keys
    .filter(({ value }) => !isTextList(value))
    .map(({ name, value }) => `"${name}"=${flatValue(value)}`);
  const lists = keys.flatMap(({ name, value }) =>
    isTextList(value)
      ? // The dash removes the old list first. Otherwise a longer old list would keep its last entries.
        [
          '',
          `[-${top}\\${name}]`,
          '',
          `[${top}\\${name}]`,
          ...value.map((text, i) => `"${i + 1}"=${quoted(text)}`),
        ]
      : [],
  );
  return `${['Windows Registry Editor Version 5.00', '', `[${top}]`, ...flat, ...lists, ''].join('\r\n')}`;
}

const isTextList = (value: PolicyValue): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

const flatValue = (value: PolicyValue): string =>
  typeof value === 'number' ? `dword:${value.toString(16).padStart(8, '0')}` : quoted(JSON.stringify(value));

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/** A configuration profile, from which macOS reads managed policies. */
function configurationProfile(keys: readonly PolicyKey[], browser: Browser): string {
  const domain = macPolicyDomains[browser];
  const name = `HiPay ECR Connector: ${browserNames[browser]}`;
  const payload = {
    PayloadType: domain,
    PayloadVersion: 1,
    PayloadIdentifier: `com.hipay.ecr-connector.policy.${browser}.keys`,
    PayloadUUID: stableUuid(`${domain} keys`),
    PayloadDisplayName: name,
    ...(policyObject(keys) as Record<string, PropertyValue>),
  };
  return propertyList({
    PayloadType: 'Configuration',
    PayloadVersion: 1,
    PayloadIdentifier: `com.hipay.ecr-connector.policy.${browser}`,
    PayloadUUID: stableUuid(domain),
    PayloadDisplayName: name,
    PayloadScope: 'System',
    PayloadContent: [payload],
  });
}

/** An id that is the same at each run. With another id, macOS would install the profile beside the old one. */
function stableUuid(name: string): string {
  const hex = createHash('sha256').update(`hipay-ecr ${name}`).digest('hex');
  const variant = ((Number.parseInt(hex[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-').toUpperCase();
}
