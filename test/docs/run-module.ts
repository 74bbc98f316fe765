import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Ended, ROOT, run } from '../support/binary.js';
import { makeUserHome } from '../support/user-home.js';

/** Run a program of a document in an empty home, with the built library installed beside it. */
export async function runModule(text: string): Promise<Ended> {
  const user = await makeUserHome();
  try {
    await user.write('program.mjs', text);
    await mkdir(join(user.folder, 'node_modules/@mcp-orchestration'), { recursive: true });
    await symlink(join(ROOT, 'packages/core'), join(user.folder, 'node_modules/@mcp-orchestration/core'));
    return await run([process.execPath, 'program.mjs'], { env: user.env, cwd: user.folder });
  } finally {
    await user.remove();
  }
}
