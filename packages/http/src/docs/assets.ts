/** Nothing but this server's own files; data images are the icons of Swagger UI's style sheet. */
const BASE =
  "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** ReDoc writes its styles into the page and searches in a worker that it makes itself. */
const REDOC_POLICY = `${BASE}; style-src 'self' 'unsafe-inline'; worker-src blob:`;

const DOCS_POLICY = `${BASE}; style-src 'self'`;

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';

/** One file of the documentation, and the address at which it is served. */
export interface Asset {
  readonly path: string;
  readonly file: string;
  readonly type: string;
  /** The Content-Security-Policy of a page. */
  readonly policy?: string;
}

/** Every file that is served: addresses are looked up here, never in the file system. */
export const ASSETS: readonly Asset[] = [
  { path: '/docs', file: 'docs.html', type: HTML, policy: DOCS_POLICY },
  { path: '/docs/docs.js', file: 'docs.js', type: SCRIPT },
  { path: '/docs/swagger-ui.css', file: 'swagger-ui.css', type: 'text/css; charset=utf-8' },
  { path: '/docs/swagger-ui-bundle.js', file: 'swagger-ui-bundle.js', type: SCRIPT },
  { path: '/docs/favicon.png', file: 'favicon-32x32.png', type: 'image/png' },
  { path: '/redoc', file: 'redoc.html', type: HTML, policy: REDOC_POLICY },
  { path: '/redoc/redoc.js', file: 'redoc.js', type: SCRIPT },
  { path: '/redoc/redoc.standalone.js', file: 'redoc.standalone.js', type: SCRIPT },
];
