const words = (text: string): readonly string[] => text.split(' ');

/** Where packages come from. */
export type Ecosystem = 'npm' | 'pypi' | 'container';

/** A program that fetches a package and runs it. */
export interface Launcher {
  readonly ecosystem: Ecosystem;
  /** What follows the program: `pnpm dlx`, `uv tool run`. Any of these. */
  readonly verbs?: readonly string[];
  /** Options that name the package. */
  readonly from?: readonly string[];
  /** Options that take the next word as their value. */
  readonly valued?: readonly string[];
}

const NPM = {
  ecosystem: 'npm',
  from: ['-p', '--package'],
  valued: words('--registry --prefix --cache --userconfig -w --workspace -c --call --node-options'),
} as const;

const UV = {
  ecosystem: 'pypi',
  from: ['--from', '--spec'],
  valued: words(
    '--with --python -p --index --index-url --extra-index-url --with-editable --refresh-package --directory --project',
  ),
} as const;

const CONTAINER = {
  ecosystem: 'container',
  verbs: ['run'],
  valued: words(
    '-e --env --env-file -v --volume --mount -p --publish --name --network --net ' +
      '-u --user -w --workdir --entrypoint --add-host -l --label --platform -m --memory --cpus ' +
      '--pull --restart --security-opt --cap-add --cap-drop --tmpfs ' +
      '-h --hostname --gpus --device --dns --ulimit --shm-size --pid --ipc --userns --runtime --log-driver --stop-timeout',
  ),
} as const;

/** The launchers by the names of their programs. */
export const LAUNCHERS: Readonly<Record<string, Launcher>> = {
  npx: NPM,
  bunx: NPM,
  pnpx: NPM,
  npm: { ...NPM, verbs: ['exec', 'x'] },
  pnpm: { ...NPM, verbs: ['dlx'] },
  yarn: { ...NPM, verbs: ['dlx'] },
  bun: { ...NPM, verbs: ['x'] },
  uvx: UV,
  uv: { ...UV, verbs: ['tool run'] },
  pipx: { ...UV, verbs: ['run'] },
  docker: CONTAINER,
  podman: CONTAINER,
  nerdctl: CONTAINER,
};
