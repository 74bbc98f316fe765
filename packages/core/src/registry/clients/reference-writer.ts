import { type ErrorDetail, OrchestrationError } from '../../errors.js';
import { envReferencesIn, replaceEnvReferences } from '../env-reference.js';
import type { ClientDefinition } from './client-definition.js';
import { holdsTemplates, type ReferenceField, toClientText } from './reference-syntax.js';

/** The value of an environment variable, where the caller has allowed values to be written into the file. */
export type ResolveSecret = (name: string) => string | undefined;

/** Where in an entry a text stands. */
export interface TextPlace {
  readonly field: ReferenceField;
  /** Dotted path in the canonical entry: `env.API_KEY`. */
  readonly where: string;
}

/** Spells texts for one client, and remembers what it could not. */
export interface ReferenceWriter {
  readonly client: ClientDefinition;
  /** The text as the client's file holds it. */
  text(value: string, place: TextPlace): string;
  /**
   * The values that were written in place of references.
   * @throws OrchestrationError `secret_unresolvable`, `secret_missing` naming every server, field and variable.
   */
  finish(): string[];
}

interface WriterOptions {
  readonly server: string;
  readonly resolve?: ResolveSecret | undefined;
}

function refuse(code: 'secret_unresolvable' | 'secret_missing', errors: readonly ErrorDetail[]): void {
  if (errors.length === 0) return;
  throw new OrchestrationError(code, {
    message: errors.map((error) => error.message).join(' '),
    errors,
  });
}

/** A writer for one entry of a client. */
export function createReferenceWriter(client: ClientDefinition, options: WriterOptions): ReferenceWriter {
  const { server, resolve } = options;
  const secrets = new Set<string>();
  const unresolvable: ErrorDetail[] = [];
  const missing: ErrorDetail[] = [];

  const inline = (variable: string, field: string): string => {
    const value = resolve?.(variable);
    if (value !== undefined) {
      if (value !== '') secrets.add(value);
      return value;
    }
    const subject = `Server "${server}": ${field} refers to ${variable}`;
    if (resolve === undefined) {
      const message = `${subject}, which ${client.display_name} cannot look up there.`;
      unresolvable.push({ code: 'SECRET_UNRESOLVABLE', message, field, server });
    } else {
      missing.push({ code: 'SECRET_MISSING', message: `${subject}, which is not set.`, field, server });
    }
    return '';
  };

  return {
    client,
    text(value, { field, where }) {
      if (envReferencesIn(value).length === 0) return value;
      const { template } = client.references;
      if (template !== undefined && holdsTemplates(client.references, field))
        return toClientText(template, value);
      return replaceEnvReferences(value, (variable) => inline(variable, where));
    },
    finish() {
      refuse('secret_unresolvable', unresolvable);
      refuse('secret_missing', missing);
      return [...secrets];
    },
  };
}
