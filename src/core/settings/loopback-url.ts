/** Is this the address of a program on this very machine? Only such a gateway may stand in for HiPay's. */
export const isLoopbackUrl = (url: string): boolean =>
  /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[\w./-]*)?$/i.test(url);
