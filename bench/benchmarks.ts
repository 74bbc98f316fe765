import type { Benchmark } from './benchmark.js';

/** A benchmark that can be asked for by name. */
export interface Registered {
  /** Every row that it gives, measured or missing. */
  readonly ids: readonly string[];
  /** Its modules are loaded when it runs, so that one that cannot be loaded harms no other. */
  readonly load: () => Promise<Benchmark>;
}

/** Every benchmark by the name that `npm run bench -- NAME` takes, in the order in which they run. */
export const BENCHMARKS: Readonly<Record<string, Registered>> = {
  'start-up': {
    ids: ['cli.version', 'cli.server-list', 'cli.status'],
    load: async () => (await import('./start-up.js')).benchmarkStartUp,
  },
  clients: {
    ids: ['cli.client-list.smithery', 'cli.client-list.add-mcp'],
    load: async () => (await import('./client-list.js')).benchmarkClientList,
  },
  stdio: {
    ids: ['stdio.start', 'stdio.memory'],
    load: async () => (await import('./stdio.js')).benchmarkStdio,
  },
  'idle-memory': {
    ids: ['http.idle-memory'],
    load: async () => (await import('./idle-memory.js')).benchmarkIdleMemory,
  },
  edit: {
    ids: ['edit.large-file'],
    load: async () => (await import('./edit-large-file.js')).benchmarkEdit,
  },
  install: {
    ids: [
      'install.packed',
      'install.seconds',
      'install.seconds.add-mcp',
      'install.size',
      'install.size.add-mcp',
      'install.packages',
      'install.packages.add-mcp',
    ],
    load: async () => (await import('./install.js')).benchmarkInstall,
  },
  'http-clients': {
    ids: ['http.clients.requests', 'http.clients.cpu', 'http.clients.p99'],
    load: async () => (await import('./http-clients.js')).benchmarkHttpClients,
  },
  'http-config': {
    ids: ['http.config.requests', 'http.config.not-modified'],
    load: async () => (await import('./http-config.js')).benchmarkHttpConfig,
  },
  'http-search': {
    ids: ['http.search.p95', 'http.search.requests'],
    load: async () => (await import('./http-search.js')).benchmarkHttpSearch,
  },
  'store-writes': {
    ids: ['draft.add', 'publish'],
    load: async () => (await import('./store-writes.js')).benchmarkWrites,
  },
  'store-tokens': {
    ids: ['token.cold', 'token.warm'],
    load: async () => (await import('./store-tokens.js')).benchmarkTokens,
  },
  'store-sizes': {
    ids: ['releases.latest', 'audit.append', 'profiles.list'],
    load: async () => (await import('./store-sizes.js')).benchmarkStoreSizes,
  },
  'store-growth': {
    ids: [
      'growth.search',
      'growth.get-config',
      'growth.list-profiles',
      'growth.token',
      'growth.view-draft',
      'growth.validate',
      'growth.deploy-edit',
      'growth.publish',
    ],
    load: async () => (await import('./store-growth.js')).benchmarkGrowth,
  },
};
