/** Source of the pattern of an environment variable's name, for use inside larger patterns. */
export const ENV_NAME_SOURCE = '[A-Za-z_][A-Za-z0-9_]*';

/** Whether text is a name that a reference can hold. */
export function isEnvName(text: string): boolean {
  return new RegExp(`^${ENV_NAME_SOURCE}$`).test(text);
}

/** The reference `${env:NAME}`: what entries hold in place of a secret. */
export function envReference(name: string): string {
  return `\${env:${name}}`;
}

const REFERENCES = new RegExp(`\\$\\{env:(${ENV_NAME_SOURCE})\\}`, 'g');

/** Replace each reference `${env:NAME}` in a text, in one pass: what a replacement brings is not looked at again. */
export function replaceEnvReferences(text: string, replace: (name: string) => string): string {
  return text.replace(REFERENCES, (_whole, name: string) => replace(name));
}

/** The names that a text refers to, in order, each as often as it is referred to. */
export function envReferencesIn(text: string): string[] {
  const names: string[] = [];
  replaceEnvReferences(text, (name) => {
    names.push(name);
    return '';
  });
  return names;
}
