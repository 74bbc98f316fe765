import type { Container } from '../../documents/document.js';
import { ENV_NAME_SOURCE, envReference, replaceEnvReferences } from '../env-reference.js';

/** The parts of an entry that may hold references. */
export type ReferenceField = 'command' | 'args' | 'env' | 'cwd' | 'url' | 'headers';

/** References written inside a text, with `NAME` in the place of the variable's name: `${NAME}`, `{env:NAME}`. */
export interface ReferenceTemplate {
  readonly write: string;
  /** Further spellings that the client understands. */
  readonly also_read?: readonly string[];
  /** The only parts in which the client looks for references. Absent: all. */
  readonly fields?: readonly ReferenceField[];
}

/**
 * How a client refers to environment variables. Empty where it cannot: its values are literal. Where several ways
 * are given, one that names a variable goes before the template.
 */
export interface ReferenceSyntax {
  readonly template?: ReferenceTemplate;
  /** A list of variables handed to the server under their own names. */
  readonly env_names?: string;
  /** Whether variables that headers refer to must stand in `env_names` too. */
  readonly names_header_variables?: true;
  /** The variable that holds the token of `Authorization: Bearer`. */
  readonly bearer_env?: string;
  /** An object from headers to the variables that hold their values. */
  readonly header_env_names?: string;
  /**
   * Where the file defines what `${input:NAME}` stands for: a value that the client asks its user for, and keeps itself.
   * Absent where it asks for none.
   */
  readonly inputs?: Container;
  /** The one header whose value is made of a variable, in place of all headers. */
  readonly api_key?: { readonly env: string; readonly header: string; readonly format: string };
}

/** Whether references in this part can be written into the text itself. */
export function holdsTemplates(syntax: ReferenceSyntax, field: ReferenceField): boolean {
  return syntax.template !== undefined && (syntax.template.fields?.includes(field) ?? true);
}

/** A text with its canonical references spelled as the client spells them. */
export function toClientText(template: ReferenceTemplate, text: string): string {
  return replaceEnvReferences(text, (name) => template.write.split('NAME').join(name));
}

function patternOf(spelling: string): string {
  const literal = spelling.replace(/[$^*+?.()|[\]{}\\]/g, '\\$&');
  return literal.replace('NAME', () => `(${ENV_NAME_SOURCE})`).replaceAll(' ', '\\s*');
}

/** Patterns take longer to make than to use. */
const READ = new WeakMap<ReferenceTemplate, RegExp>();

/** Every way in which a template's references may be spelled, each with a group for the name. */
function readPattern(template: ReferenceTemplate): RegExp {
  const known = READ.get(template);
  if (known !== undefined) return known;
  const spellings = [template.write, ...(template.also_read ?? [])];
  const pattern = new RegExp(spellings.map(patternOf).join('|'), 'g');
  READ.set(template, pattern);
  return pattern;
}

/** A text of the client with the references that it understands spelled canonically. */
export function fromClientText(template: ReferenceTemplate, text: string): string {
  const spellings = 1 + (template.also_read?.length ?? 0);
  return text.replace(readPattern(template), (whole: string, ...groups: unknown[]) => {
    const name = groups.slice(0, spellings).find((group) => typeof group === 'string');
    return typeof name === 'string' ? envReference(name) : whole;
  });
}

/** Whether the client reads a text as it is meant. It does not where literal text looks like its own references. */
export function isReadAsMeant(template: ReferenceTemplate, text: string): boolean {
  return fromClientText(template, toClientText(template, text)) === text;
}
