import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { API_KEY, openApi } from './support/start-api.js';
import { startProxy } from './support/start-proxy.js';

/**
 * The scenarios of the official suite that ask nothing but the protocol. The others call tools, resources and prompts
 * of the suite's own sample server (test_image_content, test://static-text …), or features that we do not announce.
 */
const SCENARIOS = [
  'server-initialize',
  'ping',
  'tools-list',
  'tools-call-error',
  'completion-complete',
  'resources-list',
  'prompts-list',
  'server-sse-polling',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
];

/** Run the suite, which sends no credentials, and give its summary. */
async function runSuite(url: string): Promise<string> {
  const suite = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json');
  const program = join(dirname(suite), 'dist/index.js');
  const output = await new Promise<string>((resolve) => {
    const args = [program, 'server', '--url', `${url}/mcp`, '--suite', 'all'];
    execFile(process.execPath, args, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
  return output.slice(output.indexOf('=== SUMMARY ==='));
}

describe('the official MCP conformance suite', () => {
  it('passes every scenario that applies', async () => {
    const api = await openApi();
    const proxy = await startProxy(api.url, { 'x-api-key': API_KEY });
    const summary = await runSuite(proxy.url);
    await proxy.close();
    await api.close();
    const results = new Map(
      [...summary.matchAll(/^(.) ([a-z0-9-]+): (\d+) passed, (\d+) failed$/gm)].map(
        ([, mark, name, passed, failed]) => [name, { mark, passed: Number(passed), failed: Number(failed) }],
      ),
    );
    for (const name of SCENARIOS)
      expect([name, results.get(name)]).toMatchObject([name, { mark: '✓', failed: 0 }]);
    expect(SCENARIOS.reduce((sum, name) => sum + (results.get(name)?.passed ?? 0), 0)).toBeGreaterThanOrEqual(
      8,
    );
  });
});
