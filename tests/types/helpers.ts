// What the files of this folder share.

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where both types are the same. */
export function same<A, B>(_: Same<A, B>): void {}

/** Uses what is only declared. */
export function use(..._: unknown[]): void {}

export declare const secret: string;
export const merchantNo = '800209';
