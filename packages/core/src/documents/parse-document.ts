import type { ConfigDocument, DocumentFormat } from './document.js';
import { parseJsonDocument } from './json-document.js';
import { parseTomlDocument } from './toml-document.js';
import { parseYamlDocument } from './yaml-document.js';

/**
 * Parse the text of a client's file. An empty or blank text is an empty document.
 * @throws OrchestrationError `config_unparsable` with line and column (both from 1) where the text does not parse.
 */
export function parseDocument(text: string, format: DocumentFormat): ConfigDocument {
  if (format === 'toml') return parseTomlDocument(text);
  if (format === 'yaml') return parseYamlDocument(text);
  return parseJsonDocument(text, format);
}
