let loading: Promise<typeof import('jose')> | undefined;

/** jose, which is loaded when something is first signed or checked. */
export function loadJose(): Promise<typeof import('jose')> {
  loading ??= import('jose');
  return loading;
}
