import { createHash } from 'node:crypto';
import type { StdioEntry } from '@mcp-orchestration/core';
import type { BenchHome } from './bench-home.js';

const AT = '2026-01-02T03:04:05.678Z';

/** `with numbers(n)`: 1 to the parameter. */
const NUMBERS = 'with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?) ';

/** 64 hexadecimal digits of which nobody asks whose hash they are. */
const ANY_HASH = 'lower(hex(randomblob(32)))';

/** Tokens that may read, as they are after `token create`. Gives their secrets. */
export async function fillTokens({ fill }: BenchHome, count: number): Promise<string[]> {
  const secrets = Array.from({ length: count }, (_, index) =>
    createHash('sha256').update(`secret ${index}`).digest('base64url'),
  );
  await fill((file) => {
    const insert = file.prepare(
      `insert into tokens (token_id, token_hash, name, permissions, created_at) values (?, ?, ?, '["config:read"]', '${AT}')`,
    );
    secrets.forEach((secret, index) => {
      insert.run(`tok_${index}`, createHash('sha256').update(secret).digest('hex'), `Token ${index}`);
    });
  });
  return secrets;
}

/** Releases of one profile. They are rows alone: nothing signed them. */
export async function fillReleases({ fill }: BenchHome, key: ProfileName, count: number): Promise<void> {
  await fill((file) => {
    const artifact = 'a'.repeat(64);
    file.prepare("insert or ignore into artifacts values (?, '{}')").run(artifact);
    file
      .prepare(
        `${NUMBERS} insert into releases select ?, ?, n, ?, 'header.statement.signature', 'key', ${ANY_HASH}, '${AT}' from numbers`,
      )
      .run(count, key.client_id, key.profile_id, artifact);
  });
}

/** The name of a profile. */
export interface ProfileName {
  readonly client_id: string;
  readonly profile_id: string;
}

/** Entries of the audit log, of 50 clients and one principal. Their hashes are no chain. */
export async function fillAudit({ fill }: BenchHome, count: number): Promise<void> {
  await fill((file) => {
    file
      .prepare(
        `${NUMBERS} insert into audit_entries
        select n + (select coalesce(max(sequence), 0) from audit_entries), '${AT}', 'local:bench', 'add_server_to_config',
          'client-' || (n % 50), 'default', 'success', '{"revision":1}', ${ANY_HASH}, ${ANY_HASH} from numbers`,
      )
      .run(count);
  });
}

/** Profiles that have releases, as `list_profiles` reads them. */
export async function fillProfiles(
  { fill }: BenchHome,
  { client, count }: { client: (index: number) => string; count: number },
): Promise<void> {
  await fill((file) => {
    const insert = file.prepare(`insert into profiles values (?, ?, 1, '${'a'.repeat(64)}', '${AT}')`);
    for (let index = 0; index < count; index += 1) insert.run(client(index), `profile-${index}`);
  });
}

/** Registered servers whose names and descriptions are made of some hundred words. */
export async function fillServers({ fill }: BenchHome, count: number): Promise<void> {
  await fill((file) => {
    const insert = file.prepare(`insert into servers values (?, ?, '${AT}')`);
    for (let index = 0; index < count; index += 1) {
      insert.run(`server-${index}`, JSON.stringify(serverDefinition(index)));
    }
    file.exec("insert into counters values ('servers', 1) on conflict do update set value = value + 1");
  });
}

/** Words of which definitions are made. The first are in many, the last in few. */
export const WORDS =
  'server files database search web cloud data code git issue message calendar mail chart map video image audio text note task project team store order payment invoice customer contact event ticket deploy build test log metric trace alert queue cache index vector graph table sheet slide form page site domain network proxy secret token key user role policy audit report weather stock news music book movie game recipe travel flight hotel health fitness sleep home light camera sensor robot car bike train bus ship satellite ocean forest river mountain'.split(
    ' ',
  );

function serverDefinition(index: number): object {
  const word = (turn: number): string => WORDS[(index * 7 + turn * turn * 13) % WORDS.length] ?? '';
  return {
    server_id: `server-${index}`,
    display_name: `${word(1)} ${word(2)} ${index}`,
    description: `Works with ${word(1)}, ${word(3)} and ${word(4)} for the ${word(5)} of a ${word(6)}.`,
    transport: { type: 'stdio', command: 'npx', args: ['-y', `@example/${word(1)}-${index}@1.0.0`] },
    parameters: [],
    env_vars: [],
    npm_package: `@example/${word(1)}-${index}`,
    version: '1.0.0',
    tags: [word(1), word(3)],
  };
}

/** A draft with so many servers. */
export function manyServers(count: number): { mcpServers: Record<string, StdioEntry> } {
  const servers = Array.from({ length: count }, (_, index): [string, StdioEntry] => [
    `server-${index}`,
    {
      command: 'npx',
      args: ['-y', `@example/server-${index}@1.0.0`],
      env: { API_KEY: `\${env:KEY_${index}}` },
    },
  ]);
  return { mcpServers: Object.fromEntries(servers) };
}

/** Drafts of profiles `<prefix>-0`, `<prefix>-1` …, in their first revision; no two alike. */
export async function fillDrafts(
  { fill }: BenchHome,
  {
    client_id,
    prefix,
    count,
    servers,
  }: { client_id: string; prefix: string; count: number; servers: number },
): Promise<void> {
  await fill((file) => {
    const insert = file.prepare(`insert into drafts values (?, ?, 1, ?, null, '${AT}')`);
    for (let index = 0; index < count; index += 1) {
      const payload = manyServers(servers);
      payload.mcpServers[`only-${prefix}-${index}`] = { command: `server-${index}` };
      insert.run(client_id, `${prefix}-${index}`, JSON.stringify(payload));
    }
  });
}
