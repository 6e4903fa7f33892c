// Fills message templates: `{name}` is a parameter, `{n: one order | # orders}` chooses by number (# is the number).
// Pure, and small enough to need no library.

export type Params = Record<string, string | number>;

const PLACE = /\{(\w+)(?::\s*([^|}]*?)\s*\|\s*([^}]*?)\s*)?\}/g;

export function fill(template: string, params: Params, count: (value: number) => string): string {
  return template.replace(PLACE, (whole, name: string, one?: string, other?: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    const text = typeof value === 'number' ? count(value) : value;
    if (one === undefined || other === undefined) return text;
    return (value === 1 ? one : other).replaceAll('#', text);
  });
}

/** The parameters that a template asks for; all languages must ask for the same. */
export function parameters(template: string): string[] {
  return [...new Set([...template.matchAll(PLACE)].map((match) => match[1] ?? ''))].sort();
}

/** The parameters that choose between two forms. */
export function choosers(template: string): string[] {
  const found = [...template.matchAll(PLACE)].filter((match) => match[2] !== undefined);
  return [...new Set(found.map((match) => match[1] ?? ''))].sort();
}
