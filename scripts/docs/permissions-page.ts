import { PERMISSIONS, ROLES, type Role } from '@mcp-orchestration/core';
import { CATALOGUE } from './catalogue.js';
import { code, page, table } from './markdown.js';

const INTRODUCTION = `
The person at the machine (command line, library, stdio) holds every permission, unless \`stdio --permissions\` limits
the session. Over the network a token holds those it was made with: of a role, or one by one. Nobody grants a
permission that they do not hold, nor makes a token that reaches further than their own.

A token may also be limited to clients and profiles. It then sees and changes those alone.`.trim();

const BEYOND = `
Two operations ask for more in one case:

- \`rollback_config\` needs \`config:deploy\` too when it deploys.
- \`initialize_keys\` needs \`keys:manage\` to regenerate.

Files of the server's disk (\`target\`, \`project_dir\`, \`file\`) and \`inline_secrets\` are for the person at the machine. A
caller over the network gets them only under the folders that \`serve --allow-target DIR\` names.`.trim();

const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** Roles, permissions and operations. */
export function permissionsPage(): string {
  return page('Permissions', [
    INTRODUCTION,
    '## Roles',
    table(
      ['Permission', ...ROLE_NAMES],
      PERMISSIONS.map((permission) => [code(permission), ...marks(permission)]),
    ),
    '## Operations',
    table(
      ['Operation', 'Permission', ...ROLE_NAMES],
      CATALOGUE.map(({ name, permission }) => [
        `[${code(name)}](operations.md#${name})`,
        code(permission),
        ...marks(permission),
      ]),
    ),
    BEYOND,
  ]);
}

function marks(permission: (typeof PERMISSIONS)[number]): string[] {
  return ROLE_NAMES.map((role) =>
    (ROLES[role] as readonly (typeof PERMISSIONS)[number][]).includes(permission) ? 'yes' : '·',
  );
}
