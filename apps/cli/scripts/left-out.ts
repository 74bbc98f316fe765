import type { Plugin } from './third-party-notices';

const REFUSES = "() => { throw new Error('This is left out of the bundle.'); }";

/**
 * What libraries bring and nothing here calls, by the end of the file's path, and what stands in its place. Of zod,
 * all of which `@hono/zod-openapi` exports: messages in forty languages (English is set by zod itself), the compiler of
 * schemas, the reader of JSON Schemas. Of the MCP SDK: ajv, in place of which its servers are given a validator.
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'zod/v4/locales/index.js': "export { default as en } from './en.js';",
  'zod/v4/core/compile.js': `
    export const INVALID = Symbol.for('zod.compile.invalid');
    export class ZodCompileAsyncError extends Error {}
    export class ZodCompileUnsupportedError extends Error {}
    export const compile = ${REFUSES}, withParser = compile, compileFn = compile;`,
  'zod/v4/classic/from-json-schema.js': `export const fromJSONSchema = ${REFUSES};`,
  '@modelcontextprotocol/sdk/dist/esm/validation/ajv-provider.js': `
    export class AjvJsonSchemaValidator { getValidator = ${REFUSES}; }`,
};

/** Leave out of the bundle what is never called. */
export const leftOut: Plugin = {
  name: 'left-out',
  setup({ onLoad }) {
    for (const [file, contents] of Object.entries(LEFT_OUT)) {
      const filter = new RegExp(`${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
      onLoad({ filter }, () => ({ contents, loader: 'js' }));
    }
  },
};
