import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/deploy/node-file-system.js';
import { tellFigure } from '../support/figure.js';
import { discard, openWorkbench, temporaryFiles, type Workbench } from './support/workbench.js';

const FIRST = '{"mcpServers": {}}\n';
const IS_ROOT = process.getuid?.() === 0;

let bench: Workbench;
beforeEach(async () => {
  bench = await openWorkbench();
  await bench.publish({ files: { command: 'npx' } });
  await mkdir(dirname(bench.target), { recursive: true });
});
afterEach(() => discard(bench));

/** How many odd files there were. */
let fixtures = 0;
beforeEach(() => {
  fixtures += 1;
});
afterAll(() => {
  tellFigure(
    `${fixtures} odd files (links, pipes, owners, modes, texts): written through or refused, 0 hung`,
  );
});

describe('links', () => {
  test('are written through, and stay links', async () => {
    const real = join(bench.folder, 'dotfiles', 'cursor.json');
    await mkdir(dirname(real));
    await writeFile(real, FIRST);
    await symlink('../../dotfiles/cursor.json', bench.target);
    const result = await bench.deploy();
    expect(result.config_path).toBe(bench.target);
    expect(readlinkSync(bench.target)).toBe('../../dotfiles/cursor.json');
    expect(lstatSync(real).isFile()).toBe(true);
    expect(readFileSync(real, 'utf8')).toContain('npx');
    expect(await temporaryFiles(real)).toEqual([]);
    expect(await bench.undeploy()).toMatchObject({ restored: true });
    expect(readFileSync(real, 'utf8')).toBe(FIRST);
  });

  test('and the file itself are one target: what is deployed by one name is known by the other', async () => {
    const real = join(bench.folder, 'real.json');
    await writeFile(real, FIRST);
    await symlink(real, bench.target);
    await bench.deploy();
    expect(await bench.deploy({ target: real })).toMatchObject({ status: 'unchanged' });
    expect(await bench.undeploy({ target: real })).toMatchObject({ restored: true });
  });

  test('of folders are followed too', async () => {
    await rm(dirname(bench.target), { recursive: true });
    await mkdir(join(bench.folder, 'elsewhere'));
    await symlink(join(bench.folder, 'elsewhere'), dirname(bench.target));
    await bench.deploy();
    expect(readFileSync(join(bench.folder, 'elsewhere', 'mcp.json'), 'utf8')).toContain('npx');
  });

  test('into nothing make the file where they lead, if the folder is there', async () => {
    const real = join(bench.folder, 'new.json');
    await symlink(real, bench.target);
    await bench.deploy();
    expect(lstatSync(bench.target).isSymbolicLink()).toBe(true);
    expect(readFileSync(real, 'utf8')).toContain('npx');
    expect(statSync(real).mode & 0o777).toBe(0o600);
    await bench.undeploy();
    expect(lstatSync(bench.target).isSymbolicLink()).toBe(true);
    expect(() => lstatSync(real)).toThrow('ENOENT');
  });

  test('into a folder that is not there are refused, and make none', async () => {
    await symlink(join(bench.folder, 'nowhere', 'deep', 'new.json'), bench.target);
    await expect(bench.deploy()).rejects.toMatchObject({
      code: 'config_unwritable',
      message: expect.stringContaining('whose folder does not exist'),
    });
    expect(() => lstatSync(join(bench.folder, 'nowhere'))).toThrow('ENOENT');
  });

  test('in a loop are refused', async () => {
    await symlink('mcp.json', bench.target);
    await expect(bench.deploy()).rejects.toMatchObject({
      code: 'config_unreadable',
      message: expect.stringContaining('loop'),
    });
    expect(await bench.drift()).toMatchObject({ status: 'unreadable', config_path: bench.target });
  });
});

describe('what is no file is refused with the reason, and nothing hangs', () => {
  const cases: [string, () => Promise<unknown>, RegExp][] = [
    ['a folder', () => mkdir(bench.target), /a folder/],
    ['a pipe', async () => execFileSync('mkfifo', [bench.target]), /a pipe/],
    ['a socket', async () => listen(bench.target), /socket/],
    ['a device', async () => symlink('/dev/zero', bench.target), /device/],
    [
      'a file where a folder should be',
      async () => {
        await rm(dirname(bench.target), { recursive: true });
        await writeFile(dirname(bench.target), 'x');
      },
      /no folder/,
    ],
  ];

  test.each(cases)('%s', async (_name, make, reason) => {
    await make();
    for (const deed of [
      () => bench.deploy(),
      () => bench.deploy({ dry_run: true }),
      () => bench.undeploy(),
    ]) {
      await expect(deed()).rejects.toMatchObject({
        code: 'config_unreadable',
        message: expect.stringMatching(reason),
      });
    }
    expect(await bench.drift()).toMatchObject({ status: 'unreadable', cause: expect.stringMatching(reason) });
  });

  function listen(path: string): Promise<void> {
    return new Promise((done) => {
      const server = createServer();
      server.unref();
      server.listen(path, done);
    });
  }

  test('a pipe that comes after the look is refused too, by its descriptor', async () => {
    execFileSync('mkfifo', [bench.target]);
    await expect(nodeFileSystem.read(bench.target)).rejects.toMatchObject({ code: 'EINVAL' });
    await expect(nodeFileSystem.open(bench.target)).rejects.toMatchObject({ code: 'EINVAL' });
  });
});

describe('permissions', () => {
  test.each([0o600, 0o644, 0o640, 0o755, 0o604])('mode %o is kept by deploy and undeploy', async (mode) => {
    await bench.write(FIRST);
    chmodSync(bench.target, mode);
    await bench.deploy();
    expect(statSync(bench.target).mode & 0o7777).toBe(mode);
    await bench.undeploy();
    expect(statSync(bench.target).mode & 0o7777).toBe(mode);
  });

  test('the umask does not narrow a mode that the file had', async () => {
    await bench.write(FIRST);
    chmodSync(bench.target, 0o666);
    const umask = process.umask(0o077);
    try {
      await bench.deploy();
    } finally {
      process.umask(umask);
    }
    expect(statSync(bench.target).mode & 0o777).toBe(0o666);
  });

  test('a read-only file is refused, though a rename would go over it', async () => {
    await bench.write(FIRST);
    chmodSync(bench.target, 0o444);
    await expect(bench.deploy()).rejects.toMatchObject({
      code: 'config_unwritable',
      message: expect.stringContaining('read-only'),
    });
    expect(bench.read()).toBe(FIRST);
    expect(await bench.services.stores.deployments.openIntents('host-1')).toEqual([]);
  });

  test("another user's file is refused", async () => {
    await bench.write(FIRST);
    const userId = (process.getuid?.() ?? 0) + 1;
    const files = { ...nodeFileSystem, userId };
    await expect(bench.withFiles(files).deploy()).rejects.toMatchObject({
      code: 'config_unwritable',
      message: expect.stringContaining('belongs to another user'),
    });
    expect(bench.read()).toBe(FIRST);
  });

  test.runIf(IS_ROOT)('root writes for the owner: the file stays theirs', async () => {
    await bench.write(FIRST);
    chownSync(bench.target, 1234, 2345);
    chmodSync(bench.target, 0o640);
    await bench.deploy();
    expect(statSync(bench.target)).toMatchObject({ uid: 1234, gid: 2345 });
    expect(statSync(bench.target).mode & 0o7777).toBe(0o640);
  });

  test.runIf(!IS_ROOT)('a folder that cannot be written is said to be so', async () => {
    await bench.write(FIRST);
    await chmod(dirname(bench.target), 0o555);
    await expect(bench.deploy()).rejects.toMatchObject({
      code: 'config_unwritable',
      message: expect.stringContaining('EACCES'),
    });
    await chmod(dirname(bench.target), 0o755);
    expect(bench.read()).toBe(FIRST);
  });
});

describe('texts', () => {
  const malformed: [client: string, what: string, text: string | Uint8Array][] = [
    ['cursor', 'cut off', '{"mcpServers": {"a": {'],
    ['cursor', 'with a conflict marker', '<<<<<<< HEAD\n{}\n'],
    ['cursor', 'with a lone comma', '{,}'],
    ['cursor', 'with two commas', '{"a": 1,, "b": 2}'],
    ['cursor', 'with a key that has no quotes', '{a: 1}'],
    ['cursor', 'in single quotes', "{'a': 1}"],
    ['cursor', 'with a number of another language', '{"a": 0x10}'],
    ['cursor', 'with a comment that never ends', '{} /* a'],
    ['cursor', 'of two documents', '{}{}'],
    ['cursor', 'that is no JSON at all', 'hello'],
    ['cursor', 'of half a string', '{"a": "b'],
    ['cursor', 'in UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le')],
    ['cursor', 'in Latin-1', Buffer.from('{"a":"\xe9"}', 'latin1')],
    ['cursor', 'with a byte that is no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['cursor', 'of NULs', Buffer.alloc(64)],
    ['codex', 'cut off', '[mcp_servers.a'],
    ['codex', 'with a value that is missing', 'a = \n'],
    ['codex', 'with a conflict marker', '<<<<<<< HEAD\na = 1\n'],
    ['codex', 'with a key twice', 'a = 1\na = 2\n'],
    ['codex', 'with a table twice', '[a]\n[a]\n'],
    ['codex', 'of half a string', 'a = "b\n'],
    ['codex', 'that is JSON', '{"mcp_servers": {}}'],
    ['codex', 'in Latin-1', Buffer.from('a = "\xe9"\n', 'latin1')],
    ['goose', 'cut off', 'extensions: {a: '],
    ['goose', 'with a conflict marker', '<<<<<<< HEAD\nextensions: {}\n=======\n'],
    ['goose', 'indented by a tab', 'extensions:\n\ta: 1\n'],
    ['goose', 'indented two ways', 'extensions:\n    a: 1\n  b: 2\n'],
    ['goose', 'of half a string', 'a: "b\n'],
    ['goose', 'with a colon too many', 'a: b: c\n'],
    ['goose', 'with an alias of nothing', 'a: *none\n'],
    ['goose', 'in Latin-1', Buffer.from('a: "\xe9"\n', 'latin1')],
  ];
  let refused = 0;
  afterAll(() => {
    tellFigure(`${refused} of ${malformed.length} malformed texts refused with their place, 0 bytes changed`);
  });

  test.each(malformed)('of %s %s are refused and stay byte for byte', async (client_id, _what, text) => {
    const where = { client_id, target: bench.target };
    await bench.publish({ files: { command: 'npx' } }, where);
    await bench.write(text);
    const bytes = readFileSync(bench.target);
    const deeds = [
      () => bench.deploy(where),
      () => bench.deploy({ ...where, force: true }),
      () => bench.deploy({ ...where, dry_run: true }),
    ];
    for (const deed of deeds) {
      await expect(deed()).rejects.toMatchObject({
        code: 'config_unparsable',
        message: expect.stringMatching(/line \d+, column \d+|UTF-(8|16)/),
      });
    }
    expect(readFileSync(bench.target).equals(bytes)).toBe(true);
    expect(await bench.drift(where)).toMatchObject({ status: 'unreadable' });
    expect(await temporaryFiles(bench.target)).toEqual([]);
    refused += 1;
  });

  test('say where they do not parse', async () => {
    await bench.write('{\n  "a": 1,\n  oops\n}\n');
    await expect(bench.deploy()).rejects.toMatchObject({ message: expect.stringMatching(/line 3/i) });
  });

  test.each([
    ['with a byte order mark', '\ufeff{"mcpServers": {}}'],
    ['with CRLF', '{\r\n  "mcpServers": {}\r\n}\r\n'],
    ['without a last line end', '{"mcpServers":{}}'],
    ['with comments', '// a\n{/* b */"mcpServers": {} // c\n}\n// d'],
    ['that are empty', ''],
    ['of blanks', ' \n\n'],
    ['of an empty object', '{}'],
    [
      'with tabs and odd numbers',
      '{\n\t"n": 1.000e+2,\n\t"mcpServers": {\n\t\t"o": {"command": "o"}\n\t}\n}\n',
    ],
    ['with letters outside the plane', '{"😀": "𝒳", "mcpServers": {"é": {"command": "ü"}}}'],
  ])('%s come back byte for byte, deploy after deploy', async (_name, text) => {
    await bench.write(text);
    await bench.deploy();
    const deployed = bench.read();
    expect(await bench.deploy()).toMatchObject({ status: 'unchanged' });
    expect(bench.read()).toBe(deployed);
    expect(deployed.startsWith('\ufeff')).toBe(text.startsWith('\ufeff'));
    expect(await bench.undeploy()).toMatchObject({ restored: true });
    expect(bench.read()).toBe(text);
  });

  test('where servers are no object are refused', async () => {
    await bench.write('{"mcpServers": ["a"]}');
    await expect(bench.deploy()).rejects.toMatchObject({ code: 'config_unsupported' });
    expect(bench.read()).toBe('{"mcpServers": ["a"]}');
  });
});

test('a file larger than 64 MiB is refused before it fills the memory', async () => {
  await bench.write('{}');
  execFileSync('truncate', ['-s', '65M', bench.target]);
  await expect(bench.deploy()).rejects.toMatchObject({
    code: 'config_unreadable',
    message: expect.stringContaining('64 MiB'),
  });
});
