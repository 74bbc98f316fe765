import type { Session } from './session.js';
import { listTools } from './tools.js';

const FEATURES = [
  'signed releases',
  'byte-exact deployment',
  'drift detection',
  'rollback',
  'secret references',
  'hash-chained audit log',
];

/** The resource capabilities://server. */
export function serverCapabilities(
  { tools, principal, info }: Session,
  templates: readonly { readonly uriTemplate: string }[],
): Record<string, unknown> {
  return {
    name: info.name,
    version: info.version,
    tools: listTools(tools, principal).map(({ name }) => name),
    resources: templates.map(({ uriTemplate }) => uriTemplate),
    features: FEATURES,
    permissions: principal.permissions,
  };
}
