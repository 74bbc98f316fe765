import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { expect } from 'vitest';
import { type Answer, callTool } from './connect.js';

/** Every tool, in the order of the main job, with arguments that succeed in an empty workshop. */
const STEPS: readonly (readonly [
  name: string,
  args: Record<string, unknown>,
  expected: Record<string, unknown>,
])[] = [
  ['list_clients', {}, { count: expect.any(Number) }],
  ['list_available_servers', { search_query: 'memory' }, { count: expect.any(Number) }],
  ['describe_server', { server_id: 'filesystem' }, { server_id: 'filesystem' }],
  ['initialize_keys', {}, { status: 'initialized' }],
  ['initialize_keys', {}, { status: 'already_exists' }],
  ['add_server_to_config', { server_id: 'memory' }, { status: 'added', server_count: 1 }],
  [
    'add_server_to_config',
    { server_id: 'filesystem', params: '{"path":"/srv"}', env_vars: '{"LEVEL":"1"}' },
    { status: 'added', server_name: 'filesystem', server_count: 2 },
  ],
  [
    'add_server_to_config',
    { server: { type: 'http', url: 'https://mcp.example.com', headers: { 'X-A': 'b' } }, server_name: 'far' },
    { status: 'added', server_count: 3 },
  ],
  ['remove_server_from_config', { server_name: 'memory' }, { status: 'removed', server_count: 2 }],
  ['view_draft_config', {}, { server_count: 2, servers: ['filesystem', 'far'] }],
  ['validate_config', {}, { valid: true, errors: [] }],
  ['publish_config', { changelog: 'First.' }, { status: 'published', version: 1 }],
  ['publish_config', {}, { status: 'unchanged', version: 1 }],
  ['list_profiles', { client_id: 'claude-desktop' }, { count: 1 }],
  ['get_config', {}, { version: 1, metadata: { changelog: 'First.', server_count: 2 } }],
  [
    'diff_config',
    { local_payload: { mcpServers: {} } },
    { status: 'outdated', added: ['far', 'filesystem'] },
  ],
  ['check_drift', {}, { status: 'not_deployed', deployed_version: null, deployed_at: null }],
  ['deploy_config', { dry_run: true }, { status: 'planned', deployed_at: null }],
  ['deploy_config', {}, { status: 'deployed', version: 1, deployed_at: expect.any(String) }],
  ['check_drift', {}, { status: 'in_sync', deployed_version: 1, deployed_at: expect.any(String) }],
  ['import_config', { profile_id: 'imported' }, { status: 'imported', imported: ['far', 'filesystem'] }],
  ['clear_draft_config', { profile_id: 'imported' }, { status: 'cleared', previous_count: 2 }],
  ['remove_server_from_config', { server_name: 'far' }, { status: 'removed' }],
  ['publish_config', {}, { status: 'published', version: 2 }],
  [
    'rollback_config',
    { to: 1, deploy: true },
    { status: 'rolled_back', version: 3, deployment: { version: 3 } },
  ],
];

/** What is called, and what must come back. */
export interface Step {
  readonly name: string;
  readonly expected: Record<string, unknown>;
  readonly answer: Answer;
}

/** Drive the whole main job through a client. */
export async function runMainJob(client: Client): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [name, args, expected] of STEPS) {
    steps.push({ name, expected, answer: await callTool(client, name, args) });
  }
  return steps;
}
