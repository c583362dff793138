/** Parameters as PHP reads them: JSON, form and query together, brackets for nesting. */

export type Parameters = Readonly<Record<string, unknown>>;

type Nested = Record<string, unknown>;

/** `a=1&b[c]=2&d[]=3` → `{a: '1', b: {c: '2'}, d: ['3']}`; `+` is a space, as in every query. */
export function parseQuery(query: string): Nested {
  const root: Nested = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const keys = [...name.matchAll(/^[^[]+|\[([^\]]*)\]/gu)].map((match) => match[1] ?? match[0]);
    if (keys.length > 0) assign(root, keys, value);
  }
  return listsOf(root) as Nested;
}

function assign(target: Nested, keys: readonly string[], value: string): void {
  const [first, ...rest] = keys;
  const key = first === '' ? String(Object.keys(target).length) : first!;
  if (key === '__proto__') return;
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = isMap(target[key]) ? target[key] : {};
  target[key] = inner;
  assign(inner, rest, value);
}

/** Maps with the keys 0, 1, 2 … are lists. */
function listsOf(value: unknown): unknown {
  if (!isMap(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, listsOf(inner)] as const);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, inner]) => inner) : Object.fromEntries(entries);
}

/** Body and query of a request; the body wins. An unreadable body counts as none, as it does on the portal. */
export function readParameters(contentType: string, body: string, query: string): Nested {
  const fromQuery = parseQuery(query);
  if (body === '') return fromQuery;
  if (!contentType.includes('json')) return { ...fromQuery, ...parseQuery(body) };
  try {
    const json: unknown = JSON.parse(body);
    return isMap(json) ? { ...fromQuery, ...json } : fromQuery;
  } catch (error) {
    if (error instanceof SyntaxError) return fromQuery;
    throw error;
  }
}

export function isMap(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar as text, '' for anything else. */
export function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Looks a parameter up whatever its case. */
export function parameter(parameters: Parameters, name: string): unknown {
  const found = Object.keys(parameters).filter((key) => key.toLowerCase() === name.toLowerCase());
  return found.length === 0 ? undefined : parameters[found.at(-1)!];
}
