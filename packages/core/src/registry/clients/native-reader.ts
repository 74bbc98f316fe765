import { isJsonObject, type Json, type JsonObject, jsonEqual } from '../../json.js';
import type { ClientDefinition } from './client-definition.js';
import { fromClientText, holdsTemplates, type ReferenceField } from './reference-syntax.js';

/** Why an entry cannot be read. Caught by `decodeEntry`; never leaves this folder. */
export class UnreadableEntry extends Error {}

/** Takes members out of a native entry one by one; what is not taken is what nobody but the client knows. */
export class NativeReader {
  readonly client: ClientDefinition;
  readonly #rest: Map<string, Json>;

  constructor(client: ClientDefinition, value: JsonObject) {
    this.client = client;
    this.#rest = new Map(Object.entries(value));
  }

  /** A member that has not been taken. */
  peek(member: string | undefined): Json | undefined {
    return member === undefined ? undefined : this.#rest.get(member);
  }

  /** Take a member. */
  take(member: string | undefined): Json | undefined {
    const value = this.peek(member);
    if (member !== undefined) this.#rest.delete(member);
    return value;
  }

  /** Take a member if it has this value. */
  drop(member: string, value: Json): void {
    if (jsonEqual(this.peek(member), value)) this.#rest.delete(member);
  }

  /** Put back the part of a taken member that was not understood. */
  keep(member: string, value: Json): void {
    this.#rest.set(member, value);
  }

  /** What has not been taken. */
  rest(): JsonObject {
    return Object.fromEntries(this.#rest);
  }

  /** A text with the client's references spelled canonically. */
  text(value: Json | undefined, field: ReferenceField): string {
    if (typeof value !== 'string') throw new UnreadableEntry(`Its ${field} is not a text.`);
    const { template } = this.client.references;
    if (template === undefined || !holdsTemplates(this.client.references, field)) return value;
    return fromClientText(template, value);
  }

  /** A list of texts. */
  texts(value: Json, field: ReferenceField): string[] {
    if (!Array.isArray(value)) throw new UnreadableEntry(`Its ${field} is not a list.`);
    return value.map((item) => this.text(item, field));
  }

  /** An object of texts. Numbers and booleans, which people write for variables, are read as text. */
  record(value: Json, field: ReferenceField): Record<string, string> {
    if (!isJsonObject(value)) throw new UnreadableEntry(`Its ${field} is not an object.`);
    const plain = (item: Json): Json =>
      typeof item === 'number' || typeof item === 'boolean' ? String(item) : item;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, this.text(plain(item), field)]),
    );
  }
}
