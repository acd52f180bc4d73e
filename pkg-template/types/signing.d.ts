// Signing requests, and checking signed answers.

/**
 * Which fields are left out of a signature: of a request `sign`; of a response `sign`, `actionType`
 * and `periodValue`; of a callback the nine fields of the documents.
 */
export type SignatureRule = 'request' | 'response' | 'callback';

/**
 * A value of a request. Null and undefined are dropped. A number is sent as `String(n)`, and refused
 * (`unsafe_number`) with an exponent, beyond 2^53 - 1, and in any field that holds an amount. Objects
 * and arrays become JSON strings, and so does each object or array that is a property of an object
 * inside them.
 */
export type ParamValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | undefined
  | readonly ParamValue[]
  | { readonly [name: string]: ParamValue };

/** The fields of a request. A `sign` among them is replaced. */
export type Params = { readonly [name: string]: ParamValue };

/**
 * What is signed, without the secret: the values that are neither null nor empty, sorted by the
 * names of their fields, without names or separators.
 *
 * @example
 * canonicalString({ b: '2', a: '1', empty: '' }) // '12'
 */
export declare function canonicalString(params: Params, options?: { rule?: SignatureRule }): string;

/**
 * The signature: SHA-256 of the canonical string and the secret, 64 lower-case hex digits.
 * Of a list of secrets the first signs.
 *
 * @throws `config_missing` or `config_invalid` for the secret; `param_invalid`, `unsafe_number`.
 */
export declare function sign(
  params: Params,
  secret: string | readonly string[],
  options?: { rule?: SignatureRule },
): string;

/**
 * The fields as they are sent, all of them strings, `sign` among them, sorted by name.
 * `JSON.stringify` of the result is the body of the request.
 */
export declare function signRequest(params: Params, secret: string | readonly string[]): Record<string, string>;

/**
 * Whether `data.sign` in the whole answer of a payment's creation, as received, belongs to its
 * `data` and one of the secrets. False too for what is no such answer.
 */
export declare function verifyResponse(text: string | Uint8Array, secret: string | readonly string[]): boolean;
