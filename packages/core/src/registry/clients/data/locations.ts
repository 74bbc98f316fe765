import type { ClientDefinition } from '../client-definition.js';

type UserLocations = ClientDefinition['user'];

/** The same patterns on every system. */
export function everywhere(...patterns: string[]): UserLocations {
  return { darwin: patterns, linux: patterns, win32: patterns };
}

/** A file in the folder where desktop applications keep their data on each system. */
export function applicationData(file: string): { darwin: string[]; linux: string[]; win32: string[] } {
  return {
    darwin: [`~/Library/Application Support/${file}`],
    linux: [`\${XDG_CONFIG_HOME:-~/.config}/${file}`],
    win32: [`%APPDATA%/${file}`],
  };
}

/** A file in the XDG configuration folder, with a pattern of its own on Windows. */
export function xdgConfig(file: string, windows: string): UserLocations {
  const pattern = `\${XDG_CONFIG_HOME:-~/.config}/${file}`;
  return { darwin: [pattern], linux: [pattern], win32: [windows] };
}
