import { z } from 'zod';

// Every schema carries its rule as its error, in the words of the message "expected <rule>".

export const whole = (from: number, to: number) => {
  const error = `a whole number from ${from} to ${to}`;
  return z.int({ error }).min(from, { error }).max(to, { error });
};

export const number = (from: number, to: number) => {
  const error = `a number from ${from} to ${to}`;
  return z.number({ error }).min(from, { error }).max(to, { error });
};

export const below = (from: number, to: number) => {
  const error = `a number from ${from} to below ${to}`;
  return z.number({ error }).min(from, { error }).lt(to, { error });
};

/**
 * A list of mappings. Its length is checked first, since describing a hundred thousand wrong items takes
 * seconds.
 */
export const listOf = <Item extends z.ZodType>(
  item: Item,
  { error, least = 0, most, things }: { error: string; least?: number; most: number; things: string },
): z.ZodType<z.output<Item>[], z.input<Item>[]> =>
  z.preprocess((list, context) => {
    if (!Array.isArray(list) || list.length <= most) return list;
    context.addIssue({ code: 'custom', message: `at most ${most} ${things}`, input: list });
    return z.NEVER;
  }, z.array(item, { error }).min(least, { error }).max(most)) as never;

const KEYS = 'only the keys ';

/** The names that a rule offers: the keys of a mapping, or the quoted names. */
export function namesIn(rule: string): string[] {
  if (rule.startsWith(KEYS)) return rule.slice(KEYS.length).split(', ');
  return [...rule.matchAll(/"([^"]+)"/g)].map(([, name]) => name);
}

export const mapping = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? KEYS + Object.keys(shape).join(', ') : 'a mapping of keys to values',
  });

/** One of several mappings, distinguished by `kind`. */
export const byKind = <
  const Options extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(
  kinds: readonly string[],
  options: Options,
) =>
  z.discriminatedUnion('kind', options, {
    error: ({ code }) =>
      code === 'invalid_union'
        ? kinds.map(kind => JSON.stringify(kind)).join(' or ')
        : 'a mapping of keys to values',
  });
