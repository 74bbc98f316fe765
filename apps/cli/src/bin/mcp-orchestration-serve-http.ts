#!/usr/bin/env node
import { runFirstVersion } from '../first-version-main.js';

await runFirstVersion('mcp-orchestration-serve-http');
