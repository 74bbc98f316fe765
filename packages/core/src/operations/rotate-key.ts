import { z } from 'zod';
import { defineOperation } from '../operation.js';
import type { Services } from '../services.js';
import { rotateKey as rotate } from '../signing/manage-keys.js';
import { keySchema, showKey } from './key-schema.js';

export const rotateKey = defineOperation<Services>()({
  name: 'rotate_key',
  summary: 'Make a new signing key and retire the active one.',
  description:
    'Makes a new key on this host, which signs from now on. The key before it is retired: what it signed still verifies. Nothing is overwritten.',
  permission: 'keys:manage',
  effect: 'write',
  http: 'POST /v1/keys/rotate',
  mcp: false,
  input: z.strictObject({}),
  output: keySchema,
  errors: ['keys_missing'],
  async run(services) {
    return showKey(await rotate(services));
  },
});
