import type {Parsed} from '../../../core/text/parsed.ts';
/** --query: compiles a JMESPath expression, and evaluates it. A command compiles it before it sends any request. */

/** The value of the expression over `data`, or why there is none. */
export type Expression = (data: unknown) => Parsed<unknown>;

const reasonOf = (cause: unknown): string => {
  const text = cause instanceof Error ? cause.message : String(cause);
  return /\bEOF\b/.test(text) ? 'unexpected end of the expression' : text.replace(/^\w*Error: /, '').replace(/\.$/, '');
};

const refused = (expression: string, cause: unknown) =>
  ({
    ok: false,
    reason: `--query: “${expression}” is not valid JMESPath: ${reasonOf(cause)}`,
  }) as const;

export const readExpression = async (expression: string): Promise<Parsed<Expression>> => {
  const {default: jmespath} = await import('jmespath');
  try {
    // The published types lack `compile`. It does not find wrong arguments of functions; these fail when there is data.
    (jmespath as unknown as {compile(text: string): void}).compile(expression);
  } catch (cause) {
    return refused(expression, cause);
  }
  const evaluate: Expression = data => {
    try {
      return {ok: true, value: jmespath.search(data, expression) ?? null};
    } catch (cause) {
      return refused(expression, cause);
    }
  };
  return {ok: true, value: evaluate};
};
