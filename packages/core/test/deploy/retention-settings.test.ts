import { describe, expect, it } from 'vitest';
import { DEFAULT_RETENTION } from '../../src/deploy/prune-backups.js';
import { retentionFrom } from '../../src/deploy/retention-settings.js';

describe('how long backups are kept', () => {
  it('is read from the environment', () => {
    const env = { MCP_ORCHESTRATION_BACKUP_COUNT: '7', MCP_ORCHESTRATION_BACKUP_DAYS: '30' };
    expect(retentionFrom(env)).toEqual({ count: 7, days: 30 });
  });

  it.each(['0', '-1', '1.5', 'many', '', '1e3', '9999999'])('is the default where %j is said', (text) => {
    const env = { MCP_ORCHESTRATION_BACKUP_COUNT: text, MCP_ORCHESTRATION_BACKUP_DAYS: text };
    expect(retentionFrom(env)).toEqual(DEFAULT_RETENTION);
  });
});
