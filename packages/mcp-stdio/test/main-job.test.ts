import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connect } from './support/connect.js';
import { runMainJob } from './support/main-job.js';
import { openWorkshop, type Workshop } from './support/workshop.js';

/** The names that existing users know, and the three that came with drift, import and rollback. */
const TOOLS = [
  'add_server_to_config',
  'check_drift',
  'clear_draft_config',
  'deploy_config',
  'describe_server',
  'diff_config',
  'get_config',
  'import_config',
  'initialize_keys',
  'list_available_servers',
  'list_clients',
  'list_profiles',
  'publish_config',
  'remove_server_from_config',
  'rollback_config',
  'validate_config',
  'view_draft_config',
];

let workshop: Workshop;

beforeEach(async () => {
  workshop = await openWorkshop();
});
afterEach(() => workshop.discard());

describe("the main job through the official SDK's client", () => {
  it('succeeds with every tool, and each answer fits the output schema that was announced', async () => {
    const client = await connect(workshop.parts());
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(TOOLS);

    const steps = await runMainJob(client);
    for (const { name, expected, answer } of steps) {
      expect(answer, name).toMatchObject({ isError: false, data: expected });
      expect(JSON.parse(answer.text), name).toEqual(answer.data);
    }
    expect([...new Set(steps.map(({ name }) => name))].sort()).toEqual(TOOLS);
    expect(JSON.parse(await readFile(workshop.target, 'utf8')).mcpServers.filesystem.args).toContain('/srv');
    await client.close();
  });

  it('is not held up by two sessions at once', async () => {
    const [one, two] = await Promise.all([connect(workshop.parts()), connect(workshop.parts())]);
    await workshop.call('initialize_keys');
    const added = await Promise.all(
      [one, two].flatMap((client, session) =>
        Array.from({ length: 10 }, (_, index) =>
          client.callTool({
            name: 'add_server_to_config',
            arguments: { server: { command: 'node' }, server_name: `server-${session}-${index}` },
          }),
        ),
      ),
    );
    const failed = added.filter(({ isError }) => isError === true);
    expect(failed.map(({ structuredContent }) => structuredContent)).toEqual([]);
    expect(await workshop.call('view_draft_config')).toMatchObject({ server_count: 20, revision: 20 });
    await Promise.all([one.close(), two.close()]);
  });
});
