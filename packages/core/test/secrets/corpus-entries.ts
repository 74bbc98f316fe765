import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';
import { isJsonObject } from '../../src/json.js';
import type { ServerEntry } from '../../src/registry/server-entry.js';
import { serverEntrySchema } from '../../src/registry/server-entry-schema.js';

const FOLDER = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url));

/** Whether the corpus of real files is here. */
export const hasCorpus = existsSync(FOLDER);

function read(file: string): unknown {
  const text = readFileSync(FOLDER + file, 'utf8');
  try {
    if (file.endsWith('.toml')) return parseToml(text);
    return /\.ya?ml$/.test(file) ? parseYaml(text, { uniqueKeys: false }) : parseJsonc(text);
  } catch {
    return undefined;
  }
}

function strings(value: unknown): Record<string, string> {
  if (!isJsonObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  );
}

function argsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Read what looks like a server, in any client's spelling. */
function toEntry(value: Readonly<Record<string, unknown>>): ServerEntry | undefined {
  const { command, cmd, url, httpUrl, serverUrl, uri } = value;
  const [program, ...first] = [command ?? cmd].flat();
  const address = url ?? httpUrl ?? serverUrl ?? uri;
  const entry =
    typeof program === 'string'
      ? {
          command: program,
          args: [...argsOf(first), ...argsOf(value.args)],
          env: strings(value.env ?? value.environment ?? value.envs),
        }
      : { type: 'http', url: address, headers: strings(value.headers ?? value.http_headers) };
  return serverEntrySchema.safeParse(entry).data;
}

function walk(value: unknown, at: string): [string, ServerEntry][] {
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, `${at}/${index}`));
  if (!isJsonObject(value)) return [];
  const entry = toEntry(value);
  if (entry !== undefined) return [[at, entry]];
  return Object.entries(value).flatMap(([key, child]) => walk(child, `${at}/${key}`));
}

/** Every server of the corpus, by file and place. */
export function corpusEntries(): [string, ServerEntry][] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:jsonc?|toml|ya?ml)$/.test(file),
  );
  return files.sort().flatMap((file) => walk(read(file), file));
}
