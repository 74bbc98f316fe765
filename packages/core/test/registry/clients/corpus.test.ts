import { readFileSync } from 'node:fs';
import { parse as parseJsonc } from 'jsonc-parser';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { isJsonObject, type Json } from '../../../src/json.js';
import { findClient } from '../../../src/registry/clients/bundled-clients.js';
import type { ClientDefinition } from '../../../src/registry/clients/client-definition.js';
import { decodeEntry } from '../../../src/registry/clients/decode-entry.js';
import { encodeEntry } from '../../../src/registry/clients/encode-entry.js';
import { entryIssues } from '../../../src/registry/clients/entry-issues.js';
import { CORPUS_FILES } from '../../support/corpus.js';
import { LINUX } from './machines.js';

function parse(file: string): Json {
  const text = readFileSync(file, 'utf8');
  if (file.endsWith('.toml')) return getStaticTOMLValue(parseTOML(text)) as Json;
  if (/\.ya?ml$/.test(file)) return parseYaml(text, { uniqueKeys: false }) as Json;
  return parseJsonc(text) as Json;
}

function entriesOf(client: ClientDefinition, file: string): [string, Json][] {
  let at: Json | undefined = parse(file);
  for (const key of client.container.path) at = isJsonObject(at) ? at[key] : undefined;
  if (Array.isArray(at)) return at.map((item: Json) => [isJsonObject(item) ? String(item.name) : '', item]);
  return isJsonObject(at) ? Object.entries(at) : [];
}

const FOUND = CORPUS_FILES.flatMap((file) => {
  const client = findClient(file.client_id);
  return entriesOf(client, file.path).map(([name, value]) => ({
    title: `${file.title}: ${name}`,
    client,
    name,
    value,
  }));
});

/** What refers to a value that VS Code asks its user for. */
const INPUT = `\${input:`;

/** Reasons that are the entries' own: extensions that are no MCP servers, and an address that VS Code asks for. */
const EXPECTED_REASON =
  /(neither a command nor a url that this client reads.*|The url begins with http:\/\/ or https:\/\/ and is well formed.*)$/;

describe.skipIf(FOUND.length === 0)('entries that people have committed', () => {
  it('are mostly read, and the others say why', () => {
    const reasons = FOUND.map(({ client, name, value }) => {
      const decoded = decodeEntry(client, { name, value, machine: LINUX });
      return decoded.ok ? '' : decoded.reason;
    });
    expect(FOUND.length).toBeGreaterThan(250);
    expect(reasons.filter((reason) => reason === '').length / FOUND.length).toBeGreaterThan(0.85);
    for (const reason of reasons) expect(reason).toMatch(reason === '' ? /^$/ : EXPECTED_REASON);
  });

  it.each(FOUND)('$title keeps its members when it is written again', ({ client, name, value }) => {
    const decoded = decodeEntry(client, { name, value, machine: LINUX });
    if (!decoded.ok || !isJsonObject(value)) return;
    const request = { name, entry: decoded.entry, machine: LINUX };
    const errors = entryIssues(client, request).filter((issue) => issue.severity === 'error');
    // People carry entries from VS Code to clients that ask for no inputs: there they cannot work.
    const needsInput = client.references.inputs === undefined && JSON.stringify(value).includes(INPUT);
    expect(errors.map(({ code }) => code)).toEqual(needsInput ? ['INPUT_NOT_SUPPORTED'] : []);
    if (needsInput) return;
    const { members } = encodeEntry(client, request);
    const { url, ...others } = value;
    expect(members).toMatchObject(
      members.serverUrl === undefined ? value : { ...others, serverUrl: url ?? value.serverUrl },
    );
  });
});
