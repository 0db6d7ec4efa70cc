/** SHA-1 as HiPay's order hash wants it: lower-case hexadecimal of the UTF-8 text. */
export interface Digest {
  sha1(text: string): Promise<string>;
}
