import type { Container } from '../packages/core/src/documents/document.js';
import { parseDocument } from '../packages/core/src/documents/parse-document.js';
import type { Finding } from './benchmark.js';
import { compare } from './turns.js';

const SERVERS: Container = { kind: 'map', path: ['mcpServers'] };

/** The edit of a deploy, file and database apart. */
export async function benchmarkEdit(): Promise<readonly Finding[]> {
  const text = largeFile();
  const edits = Array.from({ length: 200 }, (_, index) => ({
    op: 'set' as const,
    name: `server-${index}`,
    members: { command: 'npx', args: ['-y', `package-${index}@1.0.0`], env: { LEVEL: 'info' } },
  }));
  const large = await compare({
    id: 'edit.large-file',
    what: 'an edit that puts 200 servers into 1 MB of JSON',
    peer: 'parsing it twice',
    unit: 'ms',
    rounds: 15,
    ours: () => timed(() => parseDocument(text, 'json').edit(SERVERS, edits)),
    theirs: () =>
      timed(() => {
        parseDocument(text, 'json');
        parseDocument(text, 'json');
      }),
  });
  return [large];
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function largeFile(): string {
  const projects: Record<string, unknown> = {};
  for (let index = 0; JSON.stringify(projects).length < 750_000; index += 40) {
    for (let each = index; each < index + 40; each += 1) {
      projects[`/home/me/project-${each}`] = {
        allowedTools: ['Read', 'Write'],
        history: Array.from({ length: 6 }, (_, line) => ({
          display: `line ${line} of ${each}`,
          cost: 0.04277,
        })),
        mcpServers: {},
      };
    }
  }
  return `${JSON.stringify({ numStartups: 12, projects, mcpServers: {} }, null, 2)}\n`;
}
