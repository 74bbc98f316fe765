#!/usr/bin/env node
import { VERSION } from '../version.js';

const args = process.argv.slice(2);

// Answered before anything else is loaded.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  void import('../start.js').then(({ start }) => start('mcp-orchestration'));
}
