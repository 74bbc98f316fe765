export { type Client, type ClientOptions, createClient } from './create-client.js';
export { isExposed } from './is-exposed.js';
