const LOCAL = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Whether a request comes from this machine and from no other site. Single-user mode has no sign-in, so a page in the
 * user's own browser must not be able to speak for them: a foreign `Host` is DNS rebinding, a foreign `Origin` a
 * cross-site request.
 */
export function isLocal({ host = '', origin }: { readonly host?: string; readonly origin?: string }): boolean {
  return LOCAL.test(host) && (origin === undefined || LOCAL.test(origin.replace(/^https?:\/\//, '')));
}
