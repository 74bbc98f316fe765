import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Options } from 'tsup';

/** A plugin of the bundler that tsup drives. */
export type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** Notes which packages a bundle is made of, since their licences ask to be passed on with it. */
export interface ThirdParties {
  readonly plugin: Plugin;
  /** The name, version and licence of each, in one text. */
  notices(): string;
}

/** The folder of the package that a file belongs to. */
const PACKAGE = /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/;

/** Make the plugin that notes packages, and the text that comes of it. */
export function thirdParties(): ThirdParties {
  const folders = new Set<string>();
  return {
    plugin: {
      name: 'third-parties',
      setup({ onLoad }) {
        onLoad({ filter: /[\\/]node_modules[\\/]/ }, ({ path }) => {
          const [folder] = PACKAGE.exec(path) ?? [];
          if (folder !== undefined) folders.add(folder);
          return undefined;
        });
      },
    },
    notices: () =>
      [...folders]
        .map(describe)
        .sort()
        .join(`\n${'-'.repeat(80)}\n\n`),
  };
}

function describe(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text =
    file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : '';
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}
