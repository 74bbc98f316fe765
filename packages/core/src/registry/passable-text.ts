/** Whether a program or a file can be given a text: with no NUL, which ends it there, and no half of a character. */
export function isPassable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}
