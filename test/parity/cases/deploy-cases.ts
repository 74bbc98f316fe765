import type { ParityCase } from '../parity-case.js';
import {
  add,
  CURSOR,
  CURSOR_FILE,
  DEPLOY,
  DEPLOYED,
  FOREIGN,
  KEYS,
  PUBLISH,
  RELEASED,
  RELEASED_TWICE,
  UNLIMITED,
} from './steps.js';

const TAKEN = FOREIGN.replace('"own"', '"one"');
const BROKEN = '{ "mcpServers": { ';
const VSCODE = { client_id: 'vscode' } as const;
const ASKING = { command: 'node', env: { TOKEN: `\${input:token}` } };

/** Deployment: into files, out of them, and what became of them meanwhile. */
export const deployCases: readonly ParityCase[] = [
  {
    name: 'a release is deployed into a file that is not there yet',
    given: RELEASED,
    steps: [
      {
        ...DEPLOY,
        gives: {
          status: 'deployed',
          version: 1,
          config_path: `~/${CURSOR_FILE}`,
          changes: [{ name: 'one', action: 'add' }],
        },
      },
      { ...DEPLOY, gives: { status: 'unchanged' } },
    ],
  },
  {
    name: 'an input that a server refers to is defined, and told of',
    given: [
      KEYS,
      { call: 'add_server_to_config', input: { ...VSCODE, server_name: 'one', server: ASKING } },
      { call: 'publish_config', input: VSCODE },
    ],
    steps: [
      {
        call: 'deploy_config',
        input: VSCODE,
        gives: { changes: [{ name: 'one' }, { kind: 'input', name: 'token', action: 'add' }] },
      },
      { call: 'check_drift', input: VSCODE, gives: { inputs: [{ name: 'token', state: 'clean' }] } },
    ],
  },
  {
    name: "a release is deployed beside another program's entries",
    given: [...RELEASED, { write: CURSOR_FILE, text: FOREIGN }],
    steps: [{ ...DEPLOY, gives: { status: 'deployed' } }],
  },
  {
    name: 'a dry run answers the plan and writes nothing',
    given: [...RELEASED, { write: CURSOR_FILE, text: FOREIGN }],
    steps: [
      {
        call: 'deploy_config',
        input: { ...CURSOR, dry_run: true },
        gives: { status: 'planned', deployed_at: null },
      },
      { call: 'check_drift', input: CURSOR, gives: { status: 'not_deployed' } },
    ],
  },
  {
    name: 'nothing is deployed where nothing was published',
    steps: [{ ...DEPLOY, fails: 'config_not_found' }],
  },
  {
    name: 'a release that is not there is not deployed',
    given: RELEASED,
    steps: [{ call: 'deploy_config', input: { ...CURSOR, version: 5 }, fails: 'release_not_found' }],
  },
  {
    name: 'an artifact that is not there is not deployed',
    given: RELEASED,
    steps: [
      {
        call: 'deploy_config',
        input: { ...CURSOR, artifact_id: '0'.repeat(64) },
        fails: 'artifact_not_found',
      },
    ],
  },
  {
    name: 'a release of a revoked key is not deployed',
    given: [...RELEASED, { call: 'revoke_key', input: { key_id: '@0.key_id', reason: 'lost' } }],
    steps: [{ ...DEPLOY, fails: 'release_unverified' }],
  },
  {
    name: 'an entry of the same name that is not ours is a conflict, and is taken by force',
    given: [...RELEASED, { write: CURSOR_FILE, text: TAKEN }],
    steps: [
      { ...DEPLOY, fails: 'deploy_conflict', naming: ['one'] },
      { call: 'deploy_config', input: { ...CURSOR, force: true }, gives: { status: 'deployed' } },
    ],
  },
  {
    name: 'a file that does not parse is left as it is',
    given: [...RELEASED, { write: CURSOR_FILE, text: BROKEN }],
    steps: [
      { ...DEPLOY, fails: 'config_unparsable' },
      { call: 'check_drift', input: CURSOR, gives: { status: 'unreadable' } },
    ],
  },
  {
    name: 'an older release is not deployed over a newer one unless forced',
    given: [...RELEASED_TWICE, DEPLOY],
    steps: [
      { call: 'deploy_config', input: { ...CURSOR, version: 1 }, fails: 'downgrade_refused' },
      { call: 'deploy_config', input: { ...CURSOR, version: 1, force: true }, gives: { version: 1 } },
    ],
  },
  {
    name: 'a client without a file here is refused',
    given: [
      RELEASED[0] ?? PUBLISH,
      { call: 'add_server_to_config', input: { client_id: 'firebase-studio', server_id: 'memory' } },
      { call: 'publish_config', input: { client_id: 'firebase-studio' } },
    ],
    steps: [
      { call: 'deploy_config', input: { client_id: 'firebase-studio' }, fails: 'no_config_location' },
      { call: 'undeploy_config', input: { client_id: 'firebase-studio' }, fails: 'no_config_location' },
    ],
  },
  {
    name: 'a variable that is not set is named',
    given: [
      RELEASED[0] ?? PUBLISH,
      {
        call: 'add_server_to_config',
        input: {
          client_id: 'claude-desktop',
          server_name: 'secret',
          server: { command: 'x', env: { API_TOKEN: '${env:PARITY_UNSET}' } },
        },
      },
      { call: 'publish_config', input: {} },
    ],
    allowTargets: true,
    steps: [
      { call: 'deploy_config', input: { target: '~/desktop.json' }, fails: 'secret_unresolvable' },
      {
        call: 'deploy_config',
        input: { target: '~/desktop.json', inline_secrets: true },
        fails: 'secret_missing',
      },
    ],
  },
  {
    name: 'another file is written where files may be named',
    allowTargets: true,
    given: RELEASED,
    steps: [
      {
        call: 'deploy_config',
        input: { ...CURSOR, target: '~/elsewhere.json' },
        gives: { config_path: '~/elsewhere.json' },
      },
      { call: 'check_drift', input: { ...CURSOR, target: '~/elsewhere.json' }, gives: { status: 'in_sync' } },
      {
        call: 'undeploy_config',
        input: { ...CURSOR, target: '~/elsewhere.json' },
        gives: { restored: true },
      },
    ],
  },
  {
    name: 'another file is not written where files may not be named',
    given: RELEASED,
    steps: [
      {
        call: 'deploy_config',
        input: { ...CURSOR, target: '~/elsewhere.json' },
        fails: 'target_forbidden',
      },
      { call: 'check_drift', input: { ...CURSOR, target: '~/elsewhere.json' }, fails: 'target_forbidden' },
    ],
    not: { cli: UNLIMITED },
  },
  {
    name: "a project's file is written where files may be named",
    allowTargets: true,
    given: RELEASED,
    steps: [
      {
        call: 'deploy_config',
        input: { ...CURSOR, project_dir: '~/project' },
        gives: { config_path: `~/project/${CURSOR_FILE}` },
      },
    ],
  },
  {
    name: 'what was deployed is in sync',
    given: DEPLOYED,
    steps: [
      {
        call: 'check_drift',
        input: CURSOR,
        gives: { status: 'in_sync', deployed_version: 1, latest_version: 1 },
      },
    ],
  },
  {
    name: 'a release that was not deployed yet is pending',
    given: [...DEPLOYED, add('two'), PUBLISH],
    steps: [{ call: 'check_drift', input: CURSOR, gives: { status: 'pending', latest_version: 2 } }],
  },
  {
    name: 'an entry that was edited by hand has drifted, and is a conflict to the next deploy',
    given: [
      ...DEPLOYED,
      { write: CURSOR_FILE, text: '{ "mcpServers": { "one": { "command": "deno", "args": ["one.js"] } } }' },
    ],
    steps: [
      {
        call: 'check_drift',
        input: CURSOR,
        gives: { status: 'drifted', servers: [{ name: 'one', state: 'drifted' }] },
      },
      { ...DEPLOY, fails: 'deploy_conflict', naming: ['one'] },
    ],
  },
  {
    name: 'an entry that was taken out by hand is missing',
    given: [...DEPLOYED, { write: CURSOR_FILE, text: FOREIGN }],
    steps: [{ call: 'check_drift', input: CURSOR, gives: { status: 'drifted' } }],
  },
  {
    name: 'drift of an unknown client is not found',
    steps: [{ call: 'check_drift', input: { client_id: 'nobody' }, fails: 'client_not_found' }],
  },
  {
    name: 'undeploying gives the first bytes back, once',
    given: DEPLOYED,
    steps: [
      { call: 'undeploy_config', input: CURSOR, gives: { status: 'undeployed', restored: true } },
      { call: 'undeploy_config', input: CURSOR, fails: 'deployment_not_found' },
    ],
  },
  {
    name: 'a rollback deploys when asked',
    given: [...RELEASED_TWICE, DEPLOY],
    steps: [
      {
        call: 'rollback_config',
        input: { ...CURSOR, to: 1, deploy: true },
        gives: { version: 3, deployment: { status: 'deployed', version: 3 } },
      },
      { call: 'check_drift', input: CURSOR, gives: { status: 'in_sync', deployed_version: 3 } },
    ],
  },
];
