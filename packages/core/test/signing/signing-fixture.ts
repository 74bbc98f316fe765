import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFileSystem } from '../../src/deploy/node-file-system.js';
import type { Clock } from '../../src/ports/clock.js';
import type { FileSystem } from '../../src/ports/file-system.js';
import type { KeyFiles } from '../../src/ports/signer.js';
import type { Release, Stores } from '../../src/ports/stores.js';
import { localPrincipal } from '../../src/principal.js';
import type { Payload } from '../../src/registry/server-entry.js';
import type { Services } from '../../src/services.js';
import { createKeyFiles } from '../../src/signing/key-files.js';
import { publishRelease } from '../../src/signing/publish-release.js';
import { openDatabase } from '../../src/storage/open-database.js';
import { createChange } from '../../src/unit-of-work.js';

/** A clock that tests turn. */
export interface TurnableClock extends Clock {
  time: number;
}

/** A host: its own key folder over a database that several may share. */
export interface Host {
  readonly keyFiles: KeyFiles;
  readonly services: Pick<Services, 'stores' | 'change' | 'keyFiles' | 'clock'>;
}

/** A real database and key folder, in a folder of their own. */
export interface SigningFixture extends Host {
  readonly folder: string;
  readonly stores: Stores;
  readonly clock: TurnableClock;
  /** Another host on the same database. */
  host(name: string, files?: FileSystem): Host;
  /** Another process on the same host: its own connection and key files over the same folders. */
  process(): Promise<Host & { close(): Promise<void> }>;
  close(): Promise<void>;
}

export async function openSigning(): Promise<SigningFixture> {
  const folder = await mkdtemp(join(tmpdir(), 'signing-'));
  const clock: TurnableClock = { time: Date.UTC(2026, 0, 1), now: () => new Date(clock.time) };
  const url = `sqlite:${join(folder, 'state.db')}`;
  const open = async () => {
    const database = await openDatabase({ url });
    const author = { operation: 'test_operation', principal: localPrincipal('tester') };
    const change = createChange({ database, clock }, author);
    const host = (name: string, files: FileSystem = nodeFileSystem): Host => {
      const keyFiles = createKeyFiles({ files, folder: join(folder, name), platform: 'linux' });
      return { keyFiles, services: { stores: database.stores, change, keyFiles, clock } };
    };
    return { database, host };
  };
  const { database, host } = await open();
  return {
    ...host('keys'),
    folder,
    stores: database.stores,
    clock,
    host,
    async process() {
      const other = await open();
      return { ...other.host('keys'), close: () => other.database.close() };
    },
    async close() {
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A payload whose servers have the given names. */
export function payloadOf(...names: string[]): Payload {
  return { mcpServers: Object.fromEntries(names.map((name) => [name, { command: 'node', args: [name] }])) };
}

/** Publish payloads one after the other as releases of a profile. */
export async function publishAll(
  { services }: Host,
  releases: { client_id?: string; profile_id?: string; payloads: readonly Payload[] },
): Promise<Release[]> {
  const { client_id = 'cursor', profile_id = 'default', payloads } = releases;
  const published: Release[] = [];
  for (const payload of payloads) {
    published.push((await publishRelease(services, { key: { client_id, profile_id }, payload })).release);
  }
  return published;
}
