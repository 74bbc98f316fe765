import type { StdioEntry } from '../registry/server-entry.js';
import type { Ecosystem } from './launchers.js';
import { packageSpec } from './package-spec.js';
import type { ValidationFault } from './validation-fault.js';

/** Whether a spec names one version for ever. A tag such as `latest`, or a range, does not. */
const PINNED: Readonly<Record<Ecosystem, RegExp>> = {
  npm: /^(?:@[^/]+\/)?[^@]+@v?\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$|#[0-9a-f]{7,40}$/,
  pypi: /^[^=@<>~!]+(?:==|@)\d[\w.+-]*$|@[0-9a-f]{40}$/,
  container: /@sha256:[0-9a-f]{64}$|:(?!latest$|stable$|edge$|main$|master$|nightly$)[^:/]*\d[^:/]*$/,
};

/** Longer than any package's name and version: what is longer is not looked at. */
const MAXIMUM_SPEC = 512;

const EXAMPLE: Readonly<Record<Ecosystem, string>> = {
  npm: 'name@1.2.3',
  pypi: 'name==1.2.3',
  container: 'name:1.2.3 or name@sha256:…',
};

/** Files and references: there is nothing to pin, or it cannot be known. */
const LOCAL = /^(?:\.{0,2}\/|~|[A-Za-z]:\\|file:)|\$\{/;

/** mcp-remote before 0.1.16 runs what a hostile server tells it to (CVE-2025-6514). */
function vulnerable(text: string): boolean {
  const [, minor = '', patch = ''] = /^mcp-remote@v?0\.(\d+)\.(\d+)/.exec(text) ?? [];
  return minor !== '' && (Number(minor) < 1 || (Number(minor) === 1 && Number(patch) < 16));
}

/** Warn of packages that may be another one tomorrow, and of those known to be dangerous. */
export function packageIssues(entry: StdioEntry): ValidationFault[] {
  const found = packageSpec(entry);
  if (found === undefined || LOCAL.test(found.text)) return [];
  const { field, text, ecosystem } = found;
  if (vulnerable(text)) {
    const message = 'mcp-remote before 0.1.16 runs what a hostile server sends (CVE-2025-6514).';
    return [{ code: 'VULNERABLE_PACKAGE', severity: 'warning', field, message }];
  }
  if (text.length <= MAXIMUM_SPEC && PINNED[ecosystem].test(text)) return [];
  const message = `The package is not pinned to a version, so it may be another one tomorrow. Write ${EXAMPLE[ecosystem]}.`;
  return [{ code: 'UNPINNED_PACKAGE', severity: 'warning', field, message }];
}
