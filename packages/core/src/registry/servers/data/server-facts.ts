import type { ServerDefinition } from '../server-definition.js';
import type { ServerEnvVar } from '../server-env-var.js';
import type { ServerParameter } from '../server-parameter.js';
import type { RemoteTransport } from '../server-transport.js';

/** The day on which every entry was last looked up at its source. */
const CHECKED_AT = '2026-11-22';

interface Facts {
  readonly server_id: string;
  readonly display_name: string;
  readonly description: string;
  readonly documentation_url: string;
  readonly tags: string[];
  readonly parameters?: ServerParameter[];
  readonly env_vars?: ServerEnvVar[];
  readonly installation?: string;
}

interface PackageFacts extends Facts {
  readonly package: string;
  readonly version: string;
  readonly args?: readonly string[];
}

interface PythonFacts extends PackageFacts {
  /** The command that the package brings, where it is not named after the package. */
  readonly executable?: string;
}

interface RemoteFacts extends Facts, Omit<RemoteTransport, 'type'> {}

/** A server from npm, started by npx at exactly this version. */
export function npmServer({ package: name, version, args = [], ...facts }: PackageFacts): ServerDefinition {
  return {
    parameters: [],
    env_vars: [],
    ...facts,
    transport: { type: 'stdio', command: 'npx', args: ['-y', `${name}@${version}`, ...args] },
    npm_package: name,
    version,
    checked: { source: 'npm', at: CHECKED_AT },
  };
}

/** A server from PyPI, started by uvx at exactly this version. */
export function pythonServer(python: PythonFacts): ServerDefinition {
  const { package: name, version, executable, args = [], ...facts } = python;
  const start =
    executable === undefined ? [`${name}@${version}`] : ['--from', `${name}==${version}`, executable];
  return {
    parameters: [],
    env_vars: [],
    ...facts,
    transport: { type: 'stdio', command: 'uvx', args: [...start, ...args] },
    pypi_package: name,
    version,
    checked: { source: 'pypi', at: CHECKED_AT },
  };
}

/** A server that its vendor runs, reached over streamable HTTP. */
export function remoteServer({ url, headers, auth_type, note, ...facts }: RemoteFacts): ServerDefinition {
  return {
    parameters: [],
    env_vars: [],
    ...facts,
    transport: {
      type: 'http',
      url,
      ...(headers === undefined ? {} : { headers }),
      ...(auth_type === undefined ? {} : { auth_type }),
      ...(note === undefined ? {} : { note }),
    },
    checked: { source: 'documentation', at: CHECKED_AT },
  };
}

/** A secret that the server cannot do without. */
export function secret(name: string, description: string): ServerEnvVar {
  return { name, description, required: true, secret: true };
}

/** A secret that widens what the server can do. */
export function optionalSecret(name: string, description: string): ServerEnvVar {
  return { name, description, required: false, secret: true };
}
