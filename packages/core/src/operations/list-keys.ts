import { z } from 'zod';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { keySchema, showKey } from './key-schema.js';

export const listKeys = defineOperation<Services>()({
  name: 'list_keys',
  summary: 'List the signing keys and their status.',
  description:
    'Lists every signing key: the active one signs, retired ones still verify, revoked ones do not. Public halves are at /.well-known/jwks.json.',
  permission: 'config:read',
  effect: 'read',
  http: 'GET /v1/keys',
  mcp: false,
  input: z.strictObject({}),
  output: z.object({ keys: z.array(keySchema).describe('Oldest first.') }).meta({ id: 'KeyList' }),
  errors: [],
  async run({ stores }) {
    return { keys: (await stores.keys.list()).map(showKey) };
  },
});
