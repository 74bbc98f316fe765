import { resolve } from 'node:path';

/** The options that name another file than the client's own. */
export interface FileOptions {
  readonly target?: string;
  readonly project?: string;
}

/** The same as operations call them; relative to the working directory. */
export function fileFields({ target, project }: FileOptions): { target?: string; project_dir?: string } {
  return {
    ...(target === undefined ? {} : { target: resolve(target) }),
    ...(project === undefined ? {} : { project_dir: resolve(project) }),
  };
}
