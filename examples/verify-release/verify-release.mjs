// Verifies a release from outside, with nothing of mcp-orchestration: node verify-release.mjs RELEASE.json JWKS.json
// RELEASE.json is what get_config answers, JWKS.json what stands at /.well-known/jwks.json.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { compactVerify, createLocalJWKSet } from 'jose';

const [releaseFile, jwksFile] = process.argv.slice(2);
const release = JSON.parse(await readFile(releaseFile, 'utf8'));
const jwks = JSON.parse(await readFile(jwksFile, 'utf8'));

// 1. The signature, by the key that its header names. A revoked key is not in the set, so this fails.
const { payload, protectedHeader } = await compactVerify(release.signature, createLocalJWKSet(jwks), {
  algorithms: ['EdDSA'],
});
if (protectedHeader.typ !== 'mcp-release+jws') throw new Error('This signature was made for something else.');

// 2. What was signed: that it is this release, of this client and profile.
const statement = JSON.parse(new TextDecoder().decode(payload));
for (const field of ['client_id', 'profile_id', 'version', 'artifact_id']) {
  if (statement[field] !== release[field]) throw new Error(`The statement names another ${field}.`);
}

// 3. The payload, by its hash: SHA-256 of its canonical JSON (RFC 8785).
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical)}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`)}}`;
};
const hash = createHash('sha256').update(canonical(release.payload)).digest('hex');
if (hash !== statement.artifact_id) throw new Error('The payload is not the one that was signed.');

console.log(`Verified: release ${statement.version} of ${statement.client_id}/${statement.profile_id}`);
console.log(`  signed by  ${protectedHeader.kid}`);
console.log(`  at         ${statement.created_at}`);
console.log(`  servers    ${Object.keys(release.payload.mcpServers).join(', ')}`);
