// The layers of the workspace. Each rule is an error; a test runs them and refuses comments that switch them off.
const pkg = (name) => `^packages/${name}/`;
const npm = (name) => `(^|/)(node_modules/)?${name}(/|$)`;

const DOMAIN = '^packages/core/src/(registry|drafts|signing|deploy|diff|audit|documents|secrets)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle has no order in which it can be read.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-stands-alone',
      comment: 'The domain knows no transport, no tokens and no application.',
      severity: 'error',
      from: { path: pkg('core') },
      to: {
        path: [
          '^packages/(auth|http|mcp-stdio)/',
          '^apps/',
          npm('hono'),
          npm('@hono'),
          npm('@modelcontextprotocol'),
        ],
      },
    },
    {
      name: 'siblings-never-meet',
      comment: 'auth, http and mcp-stdio import core and not each other; apps/cli puts them together.',
      severity: 'error',
      from: { path: '^packages/(auth|http|mcp-stdio)/src/' },
      to: { path: ['^packages/(auth|http|mcp-stdio)/src/', '^apps/'], pathNot: '^packages/$1/src/' },
    },
    {
      name: 'hono-in-http-alone',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: pkg('http') },
      to: { path: [npm('hono'), npm('@hono')] },
    },
    {
      name: 'mcp-sdk-in-mcp-stdio-alone',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: pkg('mcp-stdio') },
      to: { path: npm('@modelcontextprotocol') },
    },
    {
      name: 'operations-are-the-top-of-core',
      comment: 'Data flows operation → domain → port → storage; nothing below imports an operation.',
      severity: 'error',
      from: {
        path: '^packages/core/src/',
        pathNot: ['^packages/core/src/operations/', '^packages/core/src/[^/]+\\.ts$'],
      },
      to: { path: '^packages/core/src/operations/' },
    },
    {
      name: 'domain-knows-no-storage',
      comment: 'Domain folders speak to ports. composeCore picks what stands behind them.',
      severity: 'error',
      from: { path: [DOMAIN, '^packages/core/src/operations/'] },
      to: { path: ['^packages/core/src/storage/', npm('kysely'), npm('pg'), npm('@photostructure')] },
    },
    {
      name: 'storage-knows-no-domain-logic',
      severity: 'error',
      from: { path: '^packages/core/src/storage/' },
      to: { path: ['^packages/core/src/(operations|drafts|signing|deploy|diff|documents)/'] },
    },
    {
      name: 'ports-are-types',
      severity: 'error',
      from: { path: '^packages/core/src/ports/' },
      to: { path: '^packages/core/src/(operations|drafts|signing|deploy|diff|audit|documents|storage)/' },
    },
    {
      name: 'testing-stays-out-of-products',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/', pathNot: '^packages/core/src/testing/' },
      to: { path: '^packages/core/src/testing/' },
    },
    {
      name: 'only-what-is-declared',
      severity: 'error',
      from: { path: '^(packages|apps)/[^/]+/src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'], pathNot: npm('pg') },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(packages|apps)/[^/]+/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
