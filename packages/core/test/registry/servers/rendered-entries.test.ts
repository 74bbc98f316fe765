import { describe, expect, it } from 'vitest';
import { envReference } from '../../../src/registry/env-reference.js';
import { BUNDLED_SERVERS } from '../../../src/registry/servers/bundled-servers.js';
import { renderServer } from '../../../src/registry/servers/render-server.js';
import type { ServerDefinition } from '../../../src/registry/servers/server-definition.js';
import { EXPECTED_ENTRIES } from './expected-entries.js';

/** The entry with everything given. A version is left out of what is expected, so that pins may move. */
function renderWhole(definition: ServerDefinition): unknown {
  const { parameters, env_vars, version } = definition;
  const entry = renderServer(definition, {
    params: Object.fromEntries(
      parameters.map(({ name, example, default: fallback }) => [name, example ?? fallback]),
    ),
    env: Object.fromEntries(env_vars.map(({ name }) => [name, envReference(name)])),
  });
  const hide = (_: string, value: unknown) =>
    typeof value === 'string' && version !== undefined ? value.replaceAll(version, 'VERSION') : value;
  return JSON.parse(JSON.stringify(entry, hide));
}

describe('the entries of the catalogue', () => {
  it('are told for every server, and for no other', () => {
    expect(Object.keys(EXPECTED_ENTRIES)).toEqual(BUNDLED_SERVERS.map(({ server_id }) => server_id));
  });

  it.each(BUNDLED_SERVERS.map((definition) => [definition.server_id, definition] as const))(
    '%s is rendered with everything given',
    (id, definition) => {
      expect(renderWhole(definition)).toEqual(EXPECTED_ENTRIES[id]);
    },
  );
});
