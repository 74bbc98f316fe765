import type { ServerDefinition } from '../server-definition.js';
import { npmServer, pythonServer } from './server-facts.js';

const SERVERS = 'https://github.com/modelcontextprotocol/servers/tree/main/src';

/** Servers for what is on the machine: files, notes, memory, and the reference servers of the protocol. */
export const FILES_AND_MEMORY: readonly ServerDefinition[] = [
  npmServer({
    server_id: 'filesystem',
    display_name: 'Filesystem',
    description: 'Read, write, search and move files within the folders that you name, and nowhere else.',
    package: '@modelcontextprotocol/server-filesystem',
    version: '2026.8.31',
    args: ['{path}'],
    parameters: [
      {
        name: 'path',
        type: 'string_list',
        description: 'A folder that the server may use, or a list of them.',
        required: true,
        example: '/home/me/projects',
      },
    ],
    documentation_url: `${SERVERS}/filesystem`,
    tags: ['files', 'local', 'reference'],
  }),
  npmServer({
    server_id: 'memory',
    display_name: 'Memory',
    description: 'Remember facts across conversations in a knowledge graph kept in a local file.',
    package: '@modelcontextprotocol/server-memory',
    version: '2026.8.31',
    env_vars: [
      {
        name: 'MEMORY_FILE_PATH',
        description: 'The file that holds the graph; without it, one inside the package folder.',
        required: false,
        secret: false,
        example: '/home/me/memory.jsonl',
      },
    ],
    documentation_url: `${SERVERS}/memory`,
    tags: ['memory', 'knowledge-graph', 'reference'],
  }),
  npmServer({
    server_id: 'sequential-thinking',
    display_name: 'Sequential Thinking',
    description: 'Work through a problem in numbered thoughts that can be revised and branched.',
    package: '@modelcontextprotocol/server-sequential-thinking',
    version: '2026.8.31',
    documentation_url: `${SERVERS}/sequentialthinking`,
    tags: ['reasoning', 'reference'],
  }),
  npmServer({
    server_id: 'everything',
    display_name: 'Everything',
    description:
      'Exercises every feature of the protocol: prompts, tools, resources, sampling. For testing clients.',
    package: '@modelcontextprotocol/server-everything',
    version: '2026.8.31',
    documentation_url: `${SERVERS}/everything`,
    tags: ['testing', 'reference'],
  }),
  pythonServer({
    server_id: 'time',
    display_name: 'Time',
    description: 'Tell the current time in any time zone and convert between zones.',
    package: 'mcp-server-time',
    version: '2026.10.19',
    args: ['--local-timezone={timezone}'],
    parameters: [
      {
        name: 'timezone',
        type: 'string',
        description: "The IANA name of your time zone; without it, the system's.",
        required: false,
        example: 'Europe/Berlin',
      },
    ],
    documentation_url: `${SERVERS}/time`,
    tags: ['time', 'reference'],
  }),
  npmServer({
    server_id: 'desktop-commander',
    display_name: 'Desktop Commander',
    description: 'Run terminal commands, manage processes, and search and edit files on this machine.',
    package: '@wonderwhy-er/desktop-commander',
    version: '0.2.52',
    documentation_url: 'https://github.com/wonderwhy-er/DesktopCommanderMCP',
    tags: ['terminal', 'files', 'local'],
  }),
  pythonServer({
    server_id: 'basic-memory',
    display_name: 'Basic Memory',
    description: 'Keep knowledge as linked Markdown notes on disk that people and models both edit.',
    package: 'basic-memory',
    version: '0.24.1',
    args: ['mcp'],
    documentation_url: 'https://github.com/basicmachines-co/basic-memory',
    tags: ['memory', 'notes', 'markdown'],
  }),
  pythonServer({
    server_id: 'markitdown',
    display_name: 'MarkItDown',
    description: 'Convert PDF, Office documents, images, audio and web pages to Markdown.',
    package: 'markitdown-mcp',
    version: '0.0.1a8',
    documentation_url: 'https://github.com/microsoft/markitdown/tree/main/packages/markitdown-mcp',
    tags: ['documents', 'markdown', 'conversion'],
  }),
  pythonServer({
    server_id: 'excel',
    display_name: 'Excel',
    description: 'Create, read and edit Excel workbooks without Microsoft Excel.',
    package: 'excel-mcp-server',
    version: '2.2.2',
    args: ['stdio'],
    documentation_url: 'https://github.com/haris-musa/excel-mcp-server',
    tags: ['documents', 'spreadsheet'],
  }),
];
