/** A placeholder `{name}`; `${name}` is not one, so that the references of clients and shells pass through. */
const PLACEHOLDER = /(?<!\$)\{([a-z][a-z0-9_]*)\}/g;

/** The names of the placeholders of a template, in order. */
export function placeholdersIn(template: string): string[] {
  return Array.from(template.matchAll(PLACEHOLDER), ([, name]) => name ?? '');
}

/** The name of the placeholder that a template consists of, if it is nothing else. */
export function solePlaceholder(template: string): string | undefined {
  const [name] = placeholdersIn(template);
  return name !== undefined && template === `{${name}}` ? name : undefined;
}

/** Fill a template in one pass: what a value holds is never looked at again, `{port}` in a value stays as it is. */
export function fillTemplate(template: string, valueFor: (name: string) => string): string {
  return template.replace(PLACEHOLDER, (_whole, name: string) => valueFor(name));
}
