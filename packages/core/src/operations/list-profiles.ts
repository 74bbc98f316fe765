import { z } from 'zod';
import { defineOperation } from '../operation.js';
import { mayReach } from '../principal.js';
import { findClient } from '../registry/clients/bundled-clients.js';
import type { Services } from '../services.js';
import { clientId, timestamp } from './fields.js';

const profileSchema = z
  .object({
    profile_id: z.string().describe('Names it in other tools.'),
    display_name: z.string().describe('Its name for people.'),
    description: z.string().describe('What there is of it.'),
    latest_artifact_id: z
      .string()
      .nullable()
      .describe('The artifact of the latest release; null where none was published.'),
    latest_version: z.int().nullable().describe('The latest release; null where none was published.'),
    updated_at: timestamp.nullable().describe('When the latest release was published; null where none was.'),
  })
  .meta({ id: 'Profile' });

export const listProfiles = defineOperation<Services>()({
  name: 'list_profiles',
  summary: 'List the profiles of a client.',
  description:
    "Lists the named variants of one client's configuration that have a draft or a release, each with its latest release. A new profile begins with the first add_server_to_config.",
  permission: 'config:read',
  effect: 'read',
  repeatable: true,
  http: 'GET /v1/clients/{client_id}/profiles',
  mcp: true,
  input: z.strictObject({ client_id: clientId }),
  output: z
    .object({
      client_id: z.string().describe('The client.'),
      profiles: z.array(profileSchema).describe('By id.'),
      count: z.int().describe('How many there are.'),
    })
    .meta({ id: 'ProfileList' }),
  errors: ['client_not_found'],
  async run({ stores }, { client_id }, { principal }) {
    const client = findClient(client_id);
    const released = new Map(
      (await stores.releases.profiles(client_id)).map((summary) => [summary.profile_id, summary]),
    );
    const drafted = (await stores.drafts.profiles(client_id)).map(({ profile_id }) => profile_id);
    const ids = [...new Set([...released.keys(), ...drafted])].sort();
    const profiles = ids
      .filter((profile_id) => mayReach(principal, { client_id, profile_id }))
      .map((profile_id) => {
        const latest = released.get(profile_id);
        return {
          profile_id,
          display_name: `${client.display_name} (${profile_id})`,
          description:
            latest === undefined
              ? 'A draft that has not been published.'
              : `Release ${latest.latest_version} is the latest.`,
          latest_artifact_id: latest?.latest_artifact_id ?? null,
          latest_version: latest?.latest_version ?? null,
          updated_at: latest?.updated_at ?? null,
        };
      });
    return { client_id, profiles, count: profiles.length };
  },
});
