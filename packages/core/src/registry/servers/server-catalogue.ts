import type { ServerStore, Stores } from '../../ports/stores.js';
import { BUNDLED_SERVERS } from './bundled-servers.js';
import { isBundled } from './find-server.js';
import { createServerSearch } from './search-servers.js';
import type { ServerDefinition } from './server-definition.js';

type ServerSearch = ReturnType<typeof createServerSearch>;

/** The bundled and the registered servers together. */
export interface ServerCatalogue {
  /** The bundled ones first. */
  readonly definitions: readonly ServerDefinition[];
  readonly search: ServerSearch;
  /** The environment variables that a server marks as secret. */
  readonly secretNames: ReadonlySet<string>;
}

function createCatalogue(definitions: readonly ServerDefinition[]): ServerCatalogue {
  let search: ServerSearch | undefined;
  const secrets = definitions.flatMap(({ env_vars }) => env_vars.filter(({ secret }) => secret));
  return {
    definitions,
    search: (query) => {
      search ??= createServerSearch(definitions);
      return search(query);
    },
    secretNames: new Set(secrets.map(({ name }) => name)),
  };
}

const BUNDLED = createCatalogue(BUNDLED_SERVERS);

interface KeptCatalogue {
  readonly fingerprint: string;
  readonly catalogue: Promise<ServerCatalogue>;
}

/** The catalogue of each database, kept until its fingerprint is another. */
const KEPT = new WeakMap<ServerStore, KeptCatalogue>();

/**
 * The whole catalogue as it is now. It is read and indexed again only where a server was registered or unregistered
 * since, by this process or another one.
 */
export async function readCatalogue({ servers }: Pick<Stores, 'servers'>): Promise<ServerCatalogue> {
  const fingerprint = await servers.fingerprint();
  const kept = KEPT.get(servers);
  if (kept?.fingerprint === fingerprint) return kept.catalogue;
  const made: KeptCatalogue = { fingerprint, catalogue: servers.list().then(withBundled) };
  KEPT.set(servers, made);
  try {
    return await made.catalogue;
  } catch (error) {
    if (KEPT.get(servers) === made) KEPT.delete(servers);
    throw error;
  }
}

/** An id that has been bundled since somebody registered it is the bundled server's, as in `findServer`. */
function withBundled(registered: readonly ServerDefinition[]): ServerCatalogue {
  const own = registered.filter(({ server_id }) => !isBundled(server_id));
  return own.length === 0 ? BUNDLED : createCatalogue([...BUNDLED_SERVERS, ...own]);
}
