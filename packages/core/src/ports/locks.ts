/** Locks between processes, each by a name. The system lets go of one when its holder dies, whatever way. */
export interface Locks {
  /**
   * Do something while no other process holds the lock of this name.
   * @throws OrchestrationError `deploy_busy` where another holds it for five seconds.
   */
  whileHeld<Result>(name: string, work: () => Promise<Result>): Promise<Result>;
}
