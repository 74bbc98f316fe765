import { requirePermission } from '@mcp-orchestration/core';
import type { Handler } from 'hono';
import type { AppEnv } from '../app-parts.js';
import type { Metrics } from './create-metrics.js';

/**
 * Make the handler of `/metrics`. What they tell of use is what the audit log tells.
 * @throws OrchestrationError `forbidden`.
 */
export function answerMetrics(metrics: Metrics): Handler<AppEnv> {
  return async (context) => {
    requirePermission(context.get('principal'), 'audit:read');
    context.header('Cache-Control', 'no-store');
    return context.body(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
  };
}
