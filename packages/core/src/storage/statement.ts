import type { Compilable, CompiledQuery, DialectAdapter, QueryResult } from 'kysely';
import type { StorageHandle } from './schema.js';

/** Runs a statement with values: on the database as it stands, or in a transaction. */
export type Statement<Values extends object, Row> = (
  handle: StorageHandle,
  values: Values,
) => Promise<QueryResult<Row>>;

/** Stands for a value while a statement is compiled. */
class Place {
  constructor(readonly name: string) {}
}

/** Has a {@link Place} under every name. */
const PLACES = new Proxy({}, { get: (_target, name) => new Place(String(name)) });

/**
 * State a statement whose text is the same whatever its values are. Kysely builds and compiles it once for each
 * adapter, and not each time: that takes several times as long as SQLite takes to run it.
 * @param build Builds the query from named values, which it must hand on as they are.
 */
export function statement<Values extends object, Row>(
  build: (handle: StorageHandle, values: Values) => Compilable<Row>,
): Statement<Values, Row> {
  // A transaction has the adapter of its database.
  const known = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  const compile = (handle: StorageHandle, adapter: DialectAdapter): CompiledQuery<Row> => {
    const compiled = build(handle, PLACES as Values).compile();
    known.set(adapter, compiled);
    return compiled;
  };
  return (handle, values) => {
    const { adapter } = handle.getExecutor();
    const compiled = known.get(adapter) ?? compile(handle, adapter);
    const parameters = compiled.parameters.map((value) =>
      value instanceof Place ? values[value.name as keyof Values] : value,
    );
    return handle.executeQuery<Row>({ ...compiled, parameters });
  };
}
