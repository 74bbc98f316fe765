import { runBinary } from '../../test/support/binary.js';
import { makeUserHome, type UserHome } from '../../test/support/user-home.js';

/** Work in a home directory that goes afterwards, in which the built program has run these command lines. */
export async function withUser<Result>(
  commands: readonly string[],
  work: (user: UserHome) => Promise<Result>,
): Promise<Result> {
  const user = await makeUserHome();
  try {
    for (const command of commands) {
      const ended = await runBinary(command.split(' '), { env: user.env, cwd: user.folder });
      if (ended.exitCode !== 0) throw new Error(`${command} failed: ${ended.stderr}`);
    }
    return await work(user);
  } finally {
    await user.remove();
  }
}
