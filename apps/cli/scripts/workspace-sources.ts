import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from './third-party-notices';

/** `import { a, type B } from '@mcp-orchestration/core'`; the same of an export in a package's index. */
const IMPORT = /^import (type )?\{([^}]*)\} from '(@mcp-orchestration\/[^']+)';$/gm;
const EXPORT = /^export (type )?\{([^}]*)\} from '([^']+)\.js';$/gm;

/**
 * Bundle the packages of the workspace from their sources, and import each name from the file that states it. The
 * bundler keeps all that an index imports together, so that a command would load the parsers of files that it never
 * reads.
 */
export const workspaceSources: Plugin = {
  name: 'workspace-sources',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/](apps[\\/]cli|packages[\\/][\w-]+)[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const imports = [...text.matchAll(IMPORT)];
      if (imports.length === 0) return undefined;
      let contents = text;
      for (const [statement, type, names = '', module = ''] of imports) {
        const files = await filesOf(module);
        const direct = namesIn(names)
          .filter((name) => type === undefined && !name.startsWith('type '))
          .map((name) => {
            const file = files.get(name.split(' as ')[0] ?? '');
            if (file === undefined) throw new Error(`${module} exports no ${name}.`);
            return `import { ${name} } from ${JSON.stringify(file)};`;
          });
        contents = contents.replace(statement, direct.join(' '));
      }
      return { contents, loader: 'ts' };
    });
  },
};

const known = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** The file that each name of an entry point of a package comes from. */
function filesOf(module: string): Promise<ReadonlyMap<string, string>> {
  const found = known.get(module) ?? readIndex(module);
  known.set(module, found);
  return found;
}

async function readIndex(module: string): Promise<ReadonlyMap<string, string>> {
  const [, name, entry = '.'] = module.split('/');
  const index = fileURLToPath(new URL(`../../../packages/${name}/src/${entry}/index.ts`, import.meta.url));
  const text = await readFile(index, 'utf8');
  return new Map(
    [...text.matchAll(EXPORT)].flatMap(([, , names = '', file = '']) =>
      namesIn(names).map(
        (each) => [each.replace(/^type /, ''), resolve(dirname(index), `${file}.ts`)] as const,
      ),
    ),
  );
}

function namesIn(list: string): string[] {
  return list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
