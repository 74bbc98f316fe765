import { readFile } from 'node:fs/promises';
import type { Plugin } from './third-party-notices';

/**
 * Where the package is installed. Node's own resolution reads its manifest and loads the resolver of ES modules, which
 * takes as long as all the rest of opening a database.
 */
const FOLDER = `
  const name = '@photostructure/sqlite';
  const places = (require.resolve.paths(name) ?? []).map((place) => join(place, name));
  return places.find((place) => require('fs').existsSync(place)) ?? dirname(dirname(require.resolve(name)));`;

/**
 * Bundle the code of `@photostructure/sqlite`, and leave its compiled library where it is installed: that is looked for
 * as the package itself does, for every platform and for one that was built on the spot.
 */
export const sqliteInside: Plugin = {
  name: 'sqlite-inside',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@photostructure[\\/]sqlite[\\/]dist[\\/]index\.mjs$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace('join(_dirname(), "..")', `(() => {${FOLDER}})()`);
      if (contents === text) throw new Error(`${path} looks for its library in another way than this knows.`);
      return { contents, loader: 'js' };
    });
  },
};
