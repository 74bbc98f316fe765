/** Another program that manages clients' files. */
export interface Rival {
  /** As it is called. */
  readonly name: string;
  /** As npm installs it. */
  readonly spec: string;
  /** Its program, in `node_modules`. */
  readonly program: string;
}

export const SMITHERY: Rival = {
  name: 'smithery',
  spec: '@smithery/cli@4.11.1',
  program: '@smithery/cli/dist/index.js',
};

export const ADD_MCP: Rival = { name: 'add-mcp', spec: 'add-mcp@2.4.0', program: 'add-mcp/dist/index.js' };
