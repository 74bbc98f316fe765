import { nodeFileSystem } from '../../../src/deploy/node-file-system.js';
import type { FileSystem, OpenFile } from '../../../src/ports/file-system.js';

/** Called before each step with its number, from 0, and its name. What it throws is what the step throws. */
export type BeforeStep = (step: number, name: string) => void;

/** The real file system, with something done before each of its steps. */
export function steppedFiles(before: BeforeStep): FileSystem & { readonly steps: string[] } {
  const steps: string[] = [];
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    steps.push(name);
    before(steps.length - 1, name);
    return work();
  };
  const real = nodeFileSystem;
  const stepped = (file: OpenFile): OpenFile => ({
    facts: file.facts,
    read: () => step('reread', () => file.read()),
    async close() {
      await file.close();
      await step('close', () => Promise.resolve());
    },
  });
  return {
    steps,
    userId: real.userId,
    replacesOpenFiles: real.replacesOpenFiles,
    facts: (path) => step('facts', () => real.facts(path)),
    realPath: (path) => step('realPath', () => real.realPath(path)),
    readLink: (path) => step('readLink', () => real.readLink(path)),
    read: (path) => step('read', () => real.read(path)),
    open: (path) =>
      step('open', async () => {
        const file = await real.open(path);
        return file && stepped(file);
      }),
    create: (path, bytes, facts) => step('create', () => real.create(path, bytes, facts)),
    replace: (from, to, expected) => step('replace', () => real.replace(from, to, expected)),
    remove: (path) => step('remove', () => real.remove(path)),
    removeExpected: (path, expected) => step('removeExpected', () => real.removeExpected(path, expected)),
    makeFolder: (path) => step('makeFolder', () => real.makeFolder(path)),
    syncFolder: (path) => step('syncFolder', () => real.syncFolder(path)),
    list: (path) => step('list', () => real.list(path)),
  };
}
