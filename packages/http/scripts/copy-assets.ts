import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const own = fileURLToPath(new URL('../src/docs/assets', import.meta.url));

/** The logo that ReDoc fetches from its maker's server, and an empty picture in its place. */
const FOREIGN_LOGO = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const NO_LOGO = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

/** Fill a folder with every file of the documentation, and the licences of what others have made. */
export async function copyAssets(folder: string): Promise<void> {
  const swagger = dirname(require.resolve('swagger-ui-dist/package.json'));
  const redoc = dirname(require.resolve('redoc/package.json'));
  await mkdir(folder, { recursive: true });
  const copies: [from: string, to: string][] = [
    ...['docs.html', 'docs.js', 'redoc.html', 'redoc.js'].map((name): [string, string] => [
      join(own, name),
      name,
    ]),
    ...[
      'swagger-ui.css',
      'swagger-ui-bundle.js',
      'swagger-ui-bundle.js.LICENSE.txt',
      'favicon-32x32.png',
    ].map((name): [string, string] => [join(swagger, name), name]),
    [join(swagger, 'LICENSE'), 'swagger-ui.LICENSE.txt'],
    [join(swagger, 'NOTICE'), 'swagger-ui.NOTICE.txt'],
    [join(redoc, 'LICENSE'), 'redoc.LICENSE.txt'],
    [join(redoc, 'bundles/redoc.standalone.js.LICENSE.txt'), 'redoc.standalone.js.LICENSE.txt'],
  ];
  await Promise.all(copies.map(([from, to]) => copyFile(from, join(folder, to))));
  const script = await readFile(join(redoc, 'bundles/redoc.standalone.js'), 'utf8');
  if (!script.includes(FOREIGN_LOGO))
    throw new Error('ReDoc has changed: see what it fetches from elsewhere.');
  await writeFile(join(folder, 'redoc.standalone.js'), script.replaceAll(FOREIGN_LOGO, NO_LOGO));
}
