import type { Json, JsonObject } from '@mcp-orchestration/core';
import { breakText, mutate } from './mutate.js';
import { NASTY_TEXT } from './nasty.js';
import { createRandom, type Random } from './random.js';
import { sample } from './sample.js';
import type { WireRequest } from './send.js';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema?: unknown;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json'?: { readonly schema: unknown } } };
}

/** The OpenAPI document, as far as requests are made of it. */
export interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
}

/** A tool, as `tools/list` describes it. */
export interface Tool {
  readonly name: string;
  readonly inputSchema: unknown;
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly described: Described;
}

/** A stream does not end by itself. */
const STREAMS = ['/v1/events'];

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

/**
 * Make hostile requests from what a server says of itself: at any address of the OpenAPI document and to any tool,
 * what its schema allows, mutated. The same seed and index give the same request.
 */
export function createHostile(
  { document, tools }: { readonly document: ApiDocument; readonly tools: readonly Tool[] },
  seed: number,
): (index: number) => WireRequest {
  const routes = Object.entries(document.paths)
    .filter(([path]) => !STREAMS.includes(path))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]): Route => ({ method, path, described })),
    );
  return (index) => {
    const random = createRandom(seed + index * 2_654_435_761);
    const wire = random.chance(0.2)
      ? toolCall(random.pick(tools), random)
      : call(random.pick(routes), random);
    return random.chance(0.05) ? { ...wire, headers: { ...wire.headers, ...strangeHeader(random) } } : wire;
  };
}

function call({ method, path, described }: Route, random: Random): WireRequest {
  const parameters = described.parameters ?? [];
  const textOf = ({ schema, name }: Parameter): string => {
    const value = random.chance(0.15) ? random.pick(NASTY_TEXT) : sample(schema, random, name);
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  const filled = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => {
    const parameter = parameters.find((one) => one.name === name);
    return encode(parameter === undefined ? 'x' : textOf(parameter)) || '-';
  });
  const query = parameters
    .filter((one) => one.in === 'query' && (one.required === true || random.chance(0.4)))
    .map((one) => `${one.name}=${encode(textOf(one))}`);
  if (random.chance(0.05)) query.push(`${encode(random.pick(NASTY_TEXT))}=1`, ...query.slice(0, 1));
  const address = query.length === 0 ? filled : `${filled}?${query.join('&')}`;
  const chosen = random.chance(0.03) ? random.pick(METHODS) : method.toUpperCase();
  const schema = described.requestBody?.content['application/json']?.schema;
  if (chosen !== 'POST') return { method: chosen, path: address, headers: {} };
  return { method: chosen, path: address, ...jsonBody(mutate(sample(schema ?? {}, random), random), random) };
}

function toolCall({ name, inputSchema }: Tool, random: Random): WireRequest {
  const call: JsonObject = {
    jsonrpc: '2.0',
    id: random.below(100),
    method: random.chance(0.9)
      ? 'tools/call'
      : random.pick(['tools/list', 'initialize', 'resources/read', 'x']),
    params: { name, arguments: mutate(sample(inputSchema, random), random) },
  };
  const { headers, body } = jsonBody(random.chance(0.15) ? mutate(call, random) : call, random);
  const accept = random.chance(0.05) ? random.pick(['text/html', '*/*', 'application/json']) : BOTH;
  return { method: 'POST', path: '/mcp', headers: { ...headers, accept }, body };
}

const BOTH = 'application/json, text/event-stream';

function jsonBody(value: Json, random: Random): Pick<WireRequest, 'headers' | 'body'> {
  const text = JSON.stringify(value);
  const type = random.chance(0.03)
    ? random.pick(['text/plain', 'application/xml', 'json', ''])
    : 'application/json';
  const chunked = random.chance(0.05) ? { 'transfer-encoding': 'chunked' } : {};
  const body = random.chance(0.001)
    ? `"${'x'.repeat(1_100_000)}"`
    : random.chance(0.07)
      ? breakText(text, random)
      : text;
  return { headers: { 'content-type': type, ...chunked }, body };
}

function strangeHeader(random: Random): Record<string, string> {
  const name = random.pick([
    'if-match',
    'if-none-match',
    'x-request-id',
    'origin',
    'accept',
    'authorization',
    'host',
  ]);
  const value = random.pick([
    '*',
    '"',
    'W/"1"',
    'null',
    'Bearer x',
    'a'.repeat(300),
    '"1"',
    'evil.example',
    '\u00e9',
  ]);
  return { [name]: value };
}

/** A lone surrogate cannot be sent; what stands for it can. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
