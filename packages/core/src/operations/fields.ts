import { z } from 'zod';
import { identifierSchema } from '../identifier.js';
import { UNSAFE_CHARACTERS } from '../registry/unsafe-characters.js';

/** The schemas of fields that several operations share, in one wording. */

export const clientId = identifierSchema
  .default('claude-desktop')
  .describe('The client (AI application), as list_clients names it: claude-desktop, cursor, vscode …');

export const profileId = identifierSchema
  .default('default')
  .describe("A named variant of the client's configuration: default, dev …");

/** What names a profile in the input of most operations. */
export const profileKey = { client_id: clientId, profile_id: profileId };

/** The same in outputs. */
export const profileKeyOutput = {
  client_id: z.string().describe('The client.'),
  profile_id: z.string().describe("The variant of the client's configuration."),
};

/** What a column of versions holds at the most. */
export const LAST_VERSION = 2_147_483_647;

export const version = z.int().min(1).max(LAST_VERSION).describe('A release: 1, 2, 3 …');

export const artifactId = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'An artifact id is 64 hexadecimal digits.')
  .describe('SHA-256 of the canonical payload, 64 hexadecimal digits.');

export const timestamp = z.string().describe('ISO 8601, UTC.');

export const revision = z
  .int()
  .min(0)
  .describe('Grows by one with each change of the draft; 0 where there is none.');

export const expectedRevision = z
  .int()
  .min(0)
  .optional()
  .describe('Refuse with revision_conflict unless the draft still has this revision.');

/** Text that people give or look for: one line, and nothing that deceives the eye or that PostgreSQL refuses. */
export const oneLine = (maximum: number) =>
  z
    .string()
    .max(maximum)
    .refine((text) => !UNSAFE_CHARACTERS.test(text), 'It holds no control or invisible characters.');

/** The path of a file or folder of this machine. */
export const filePath = z
  .string()
  .min(1)
  .max(4096)
  .refine((path) => !path.includes('\0'), 'A path holds no NUL.');

export const target = filePath
  .optional()
  .describe(
    "Write this file instead of the client's own. For the person at the machine, or folders the server allows.",
  );

export const projectDir = filePath
  .optional()
  .describe("Write the client's project file under this folder instead of the user's file.");

export const force = z.boolean().optional();

export const limit = z.int().min(1).max(500).default(50).describe('How many at the most, 1 to 500.');

export const cursor = z.string().max(64).optional().describe('The next_cursor of the page before.');
