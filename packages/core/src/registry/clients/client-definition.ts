import type { Container, DocumentFormat } from '../../documents/document.js';
import type { JsonObject } from '../../json.js';
import type { Machine } from '../../ports/machine.js';
import type { ReferenceSyntax } from './reference-syntax.js';

/** The systems that clients run on. */
export type Platform = Machine['platform'];

/**
 * How well a definition is founded: `verified` was read in the client's own source or documentation, `reported` is
 * agreed on by independent tools, `experimental` rests on one of them or is inferred.
 */
export type Confidence = 'verified' | 'reported' | 'experimental';

/** A member that says which transport an entry has: `type: "stdio"`, `transport: "http"`. */
export interface TypeMember {
  readonly member: string;
  readonly value: string;
  /** Whether the client takes an entry without the member for one of this transport. */
  readonly implied?: true;
}

/** How a client's file spells a server that the client starts. Values are names of members. */
export interface StdioShape {
  readonly type?: TypeMember;
  readonly command: string;
  /** Absent where `command` holds one list: the program, then its arguments. */
  readonly args?: string;
  /** Whether the client refuses an entry without arguments, even where there are none. */
  readonly args_required?: true;
  readonly env?: string;
  readonly cwd?: string;
  /** Members that the client asks for in every entry. */
  readonly fixed?: JsonObject;
}

/** How a client's file spells a server that is reached over the network. */
export interface RemoteShape {
  readonly type?: TypeMember;
  readonly url: string;
  /** Other names for `url` that are read, never written. */
  readonly url_aliases?: readonly string[];
  /** Path to the headers, for they may be nested. Absent where the client sends none. */
  readonly headers?: readonly string[];
  /** Members that the client asks for in every entry. */
  readonly fixed?: JsonObject;
}

/**
 * What a client does with a remote transport: speaks it (the shape says how), has it through a local process
 * (`bridge`: mcp-remote over stdio), or cannot have it.
 */
export type RemoteSupport = RemoteShape | 'bridge' | 'none';

/** The member that switches an entry off, and its value when the entry is on. */
export interface EntrySwitch {
  readonly member: 'enabled' | 'disabled';
  readonly on: boolean;
  /** Whether the client refuses an entry without it. */
  readonly required?: true;
}

/** How a client's file spells an entry. */
export interface EntryShape {
  /** The member that repeats the server's name, where there is one. */
  readonly name?: string;
  readonly stdio: StdioShape;
  readonly http: RemoteSupport;
  readonly sse: RemoteSupport;
  readonly switch?: EntrySwitch;
}

/** A pattern that names of servers must match. */
export interface NameRule {
  /** Source of a regular expression. */
  readonly pattern: string;
  /** What it allows, in words that end a sentence. */
  readonly allows: string;
  /** `warning` where the client copes with other names, though not well. */
  readonly severity: 'error' | 'warning';
}

/** What a client cannot hold, or should not. */
export interface ClientLimits {
  /** More servers than this are advised against. */
  readonly max_servers?: number;
  /** More environment variables for one server than this are advised against. */
  readonly max_env_vars?: number;
  readonly name?: NameRule;
}

/**
 * One client, as data: where its files are and how they spell a server.
 *
 * A path pattern begins with `~` (the home directory), `%NAME%` (a folder of Windows), `${NAME:-DEFAULT}` (a
 * variable with a default) or `$NAME` (an override: where the variable is set, the client looks nowhere else).
 * Of several patterns the first whose file exists is used, else the first.
 */
export interface ClientDefinition {
  readonly client_id: string;
  readonly display_name: string;
  readonly documentation_url: string;
  readonly confidence: Confidence;
  readonly format: DocumentFormat;
  readonly container: Container;
  /** The user's own file, by system. Absent where the client has none there. */
  readonly user: Readonly<Partial<Record<Platform, readonly string[]>>>;
  /** The project's file, relative to the project, in order. Absent where the client reads none. */
  readonly project?: readonly string[];
  /** The text of a new file, where the client does not read one that holds servers alone. */
  readonly new_file?: string;
  readonly shape: EntryShape;
  readonly references: ReferenceSyntax;
  readonly limits?: ClientLimits;
}

/** Whether the client speaks the transport itself. */
export function isRemoteShape(support: RemoteSupport): support is RemoteShape {
  return typeof support === 'object';
}
