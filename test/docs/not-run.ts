/**
 * Lines of documents that are not run here, each with the reason. A comment behind the command is not part of it.
 * A line that no document holds any more fails the test.
 */
export const NOT_RUN: ReadonlyMap<string, string> = new Map([
  ['npm start', 'it is the build, then serve, which other lines run'],
  ['npm test', 'it is what runs this test'],
  ['npm test -- deploy', 'it would run tests within tests'],
  ['npm run check', 'it is a step of its own before a change is merged'],
  ['npm run format', 'it would change the sources under test'],
  ['npm run bench', 'it measures for minutes, and needs a machine of its own'],
  ['npm run bench -- start-up edit', 'it measures, and needs a machine of its own'],
  ['npm run bench -- --json', 'it would change the results under test'],
  ['npm run bench -- check', 'bench.test.ts checks the committed results'],
  ['npm install @mcp-orchestration/core', 'package.test.ts installs the packed packages'],
]);
