import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../../domain/problem.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i;

/**
 * Single-user mode has no sign-in, so a page in the user's own browser must not be able to speak for them: a foreign
 * `Host` is DNS rebinding, a foreign `Origin` a cross-site request. Both are refused.
 */
@Injectable()
export class LoopbackGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { host = '', origin } = context.switchToHttp().getRequest<Request>().headers;
    const local = LOOPBACK.test(host) && (origin === undefined || LOOPBACK.test(origin.replace(/^https?:\/\//, '')));
    if (!local) {
      throw new Problem('HOST_REFUSED', 'This service answers only to 127.0.0.1 and localhost, and to no other site.');
    }
    return true;
  }
}
