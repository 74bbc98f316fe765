/** Tells when files may have changed. */
export interface FileWatcher {
  /**
   * Call back whenever one of the files may have changed, come or gone, within a second; never twice for one change
   * if it can be helped. Until the function that is given back is called.
   */
  watch(paths: readonly string[], onChange: (path: string) => void): () => void;
}
