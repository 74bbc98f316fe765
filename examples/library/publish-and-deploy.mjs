import { openOrchestration } from '@mcp-orchestration/core';

const { call, close } = await openOrchestration();
const profile = { client_id: 'claude-desktop', profile_id: 'default' };

await call('initialize_keys', {});
await call('add_server_to_config', { ...profile, server_id: 'filesystem', params: { path: '/tmp' } });
const { version } = await call('publish_config', { ...profile, changelog: 'Read files under /tmp.' });
const { config_path, changes } = await call('deploy_config', { ...profile, version });

console.log(`Release ${version} is in ${config_path}:`);
for (const { name, action } of changes) console.log(`  ${action} ${name}`);
await close();
