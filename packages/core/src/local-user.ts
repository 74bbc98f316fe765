import { userInfo } from 'node:os';

/** The name of the person at the machine, for the audit log. A container's user may have none. */
export function localUser(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'local');
  }
}
