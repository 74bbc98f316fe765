import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, ROOT, run, runBinary } from './support/binary.js';
import { startServing } from './support/serving.js';
import { makeUserHome, type UserHome } from './support/user-home.js';

// The script of the guide, as somebody runs it who has a release and the public keys and nothing of ours.

const SCRIPT = join(ROOT, 'examples/verify-release/verify-release.mjs');

describe('verify-release.mjs', () => {
  let user: UserHome;
  let release: string;
  let jwks: string;

  const cli = async (...args: string[]): Promise<string> => {
    const ended = await runBinary(args, { env: user.env, cwd: user.folder });
    expect(ended.exitCode, ended.stderr).toBe(0);
    return ended.stdout;
  };
  const getJwks = async (): Promise<string> => {
    const server = await startServing(user);
    const response = await fetch(`${server.url}/.well-known/jwks.json`);
    const text = await response.text();
    await server.stop();
    return text;
  };
  const verify = async (releaseText: string, jwksText: string): Promise<Ended> => {
    await user.write('release.json', releaseText);
    await user.write('jwks.json', jwksText);
    const command = [process.execPath, SCRIPT, 'release.json', 'jwks.json'] as const;
    return run(command, { env: user.env, cwd: user.folder });
  };
  const changed = (change: object): string => JSON.stringify({ ...JSON.parse(release), ...change });

  beforeAll(async () => {
    user = await makeUserHome();
    await cli('key', 'init');
    await cli('draft', 'add', 'filesystem', '-c', 'cursor', '--param', 'path=/srv/nötes');
    await cli('publish', '-c', 'cursor');
    release = await cli('config', 'show', '-c', 'cursor', '--json');
    jwks = await getJwks();
  });
  afterAll(() => user.remove());

  it('is what the guide shows', async () => {
    const guide = await readFile(join(ROOT, 'docs/verify-a-release.md'), 'utf8');
    expect(guide).toContain(`\`\`\`text\n${await readFile(SCRIPT, 'utf8')}\`\`\``);
  });

  it('verifies a release that the product published', async () => {
    const ended = await verify(release, jwks);
    expect(ended.stderr).toBe('');
    expect(ended.stdout).toContain('Verified: release 1 of cursor/default');
  });

  it.each([
    ['another client', { client_id: 'zed' }, 'another client_id'],
    ['another version', { version: 2 }, 'another version'],
    ['another payload', { payload: { mcpServers: {} } }, 'not the one that was signed'],
    ['another hash', { artifact_id: '0'.repeat(64) }, 'another artifact_id'],
  ])('refuses %s', async (_what, change, words) => {
    const ended = await verify(changed(change), jwks);
    expect(ended.exitCode).not.toBe(0);
    expect(ended.stderr).toContain(words);
  });

  it('refuses a signature in which one character is changed', async () => {
    const { signature } = JSON.parse(release) as { signature: string };
    const last = signature.at(-10) === 'A' ? 'B' : 'A';
    const forged = `${signature.slice(0, -10)}${last}${signature.slice(-9)}`;
    const ended = await verify(changed({ signature: forged }), jwks);
    expect(ended.stderr).toContain('signature verification failed');
  });

  it('refuses a release whose key was revoked meanwhile', async () => {
    const { signing_key_id } = JSON.parse(release) as { signing_key_id: string };
    await cli('key', 'rotate');
    await cli('key', 'revoke', signing_key_id, '--yes');
    const ended = await verify(release, await getJwks());
    expect(ended.stderr).toContain('no applicable key found');
  });
});
