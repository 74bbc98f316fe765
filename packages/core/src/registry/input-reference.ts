/** `${input:NAME}`: a value that the client asks its user for, and keeps itself. */
const INPUT = /\$\{input:([^}\s]+)\}/g;

/** The names of the inputs that a text refers to, in order, each as often as it is referred to. */
export function inputReferencesIn(text: string): string[] {
  return [...text.matchAll(INPUT)].flatMap(([, name]) => name ?? []);
}
