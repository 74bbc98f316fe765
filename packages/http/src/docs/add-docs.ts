import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context, Hono } from 'hono';
import type { AppEnv, AppParts } from '../app-parts.js';
import { matches } from '../entity-tag.js';
import { ASSETS, type Asset } from './assets.js';
import { findAssets } from './find-assets.js';

interface LoadedAsset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly tag: string;
}

/** Add Swagger UI at `/docs` and ReDoc at `/redoc`, from files of this package: no foreign request. */
export function addDocs(app: Hono<AppEnv>, { assetsFolder }: Pick<AppParts, 'assetsFolder'> = {}): void {
  const folder = findAssets(assetsFolder);
  for (const asset of ASSETS) {
    let loading: Promise<LoadedAsset> | undefined;
    app.get(asset.path, async (context) => {
      if (folder === undefined) return answerMissing(context);
      loading ??= load(join(folder, asset.file));
      return answerAsset(context, asset, await loading);
    });
  }
}

async function load(path: string): Promise<LoadedAsset> {
  const bytes = new Uint8Array(await readFile(path));
  return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
}

function answerAsset(context: Context, { type, policy }: Asset, { bytes, tag }: LoadedAsset): Response {
  context.header('ETag', tag);
  context.header('Cache-Control', policy === undefined ? 'public, max-age=3600' : 'public, no-cache');
  if (policy !== undefined) context.header('Content-Security-Policy', policy);
  if (matches(context.req.header('if-none-match'), tag)) return context.body(null, 304);
  context.header('Content-Type', type);
  return context.body(bytes);
}

function answerMissing(context: Context): Response {
  context.header('Content-Security-Policy', "default-src 'none'");
  return context.html(
    '<!doctype html><html lang="en"><title>Documentation is missing</title><h1>Documentation is missing</h1><p>This build has no <code>dist/assets</code>. Build it with <code>npm run build</code>. The API is described at <a href="/openapi.json">/openapi.json</a>.</p></html>',
    503,
  );
}
