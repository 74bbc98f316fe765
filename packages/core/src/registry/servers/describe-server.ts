import type { ServerDefinition } from './server-definition.js';
import type { ServerEnvVar } from './server-env-var.js';
import type { ParameterValue } from './server-parameter.js';
import { usageExample } from './usage-example.js';

/** A variable as describe_server shows it; whether it is required is told by the list it stands in. */
type DescribedEnvVar = Omit<ServerEnvVar, 'required'>;

/** What describe_server answers. */
export interface ServerDescription {
  server_id: string;
  display_name: string;
  description: string;
  transport: ServerDefinition['transport'];
  parameters: {
    name: string;
    type: string;
    description: string;
    required: boolean;
    default: ParameterValue | null;
    example: ParameterValue | null;
  }[];
  env_vars: { required: DescribedEnvVar[]; optional: DescribedEnvVar[] };
  npm_package: string | null;
  pypi_package: string | null;
  version: string | null;
  installation: string;
  documentation_url: string | null;
  tags: string[];
  /** A command line that adds the server to a draft. */
  usage_example: string;
}

/** What list_available_servers shows of each server. */
export interface ServerSummary {
  server_id: string;
  display_name: string;
  description: string;
  transport: ServerDefinition['transport']['type'];
  npm_package: string | null;
  tags: string[];
  has_parameters: boolean;
  requires_env: boolean;
}

/** Everything that a user needs to know to add a server. */
export function describeServer(definition: ServerDefinition): ServerDescription {
  const { server_id, display_name, description, transport, parameters, env_vars, tags } = definition;
  return {
    server_id,
    display_name,
    description,
    transport,
    parameters: parameters.map((parameter) => ({
      ...parameter,
      default: parameter.default ?? null,
      example: parameter.example ?? null,
    })),
    env_vars: {
      required: env_vars.filter(({ required }) => required).map(describeEnvVar),
      optional: env_vars.filter(({ required }) => !required).map(describeEnvVar),
    },
    npm_package: definition.npm_package ?? null,
    pypi_package: definition.pypi_package ?? null,
    version: definition.version ?? null,
    installation: definition.installation ?? usualInstallation(definition),
    documentation_url: definition.documentation_url ?? null,
    tags,
    usage_example: usageExample(definition),
  };
}

/** The one line that a list shows of a server. */
export function summarizeServer(definition: ServerDefinition): ServerSummary {
  const { server_id, display_name, description, transport, parameters, env_vars, tags } = definition;
  return {
    server_id,
    display_name,
    description,
    transport: transport.type,
    npm_package: definition.npm_package ?? null,
    tags,
    has_parameters: parameters.length > 0,
    requires_env: env_vars.some(({ required }) => required),
  };
}

function describeEnvVar({ required: _told, ...variable }: ServerEnvVar): DescribedEnvVar {
  return variable;
}

/** What the launcher of the server asks for, where the definition itself says nothing. */
function usualInstallation({ transport }: ServerDefinition): string {
  if (transport.type !== 'stdio') {
    return transport.auth_type === 'oauth'
      ? 'Nothing to install; the client asks you to sign in.'
      : 'Nothing to install.';
  }
  switch (transport.command) {
    case 'npx':
      return 'Needs Node.js; npx fetches the package when the server first starts.';
    case 'uvx':
      return 'Needs uv (https://docs.astral.sh/uv/); uvx fetches the package when the server first starts.';
    default:
      return `Needs the command ${transport.command}.`;
  }
}
