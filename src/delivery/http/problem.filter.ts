import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { Response } from 'express';
import { ZodValidationException } from 'nestjs-zod';
import { z } from 'zod';
import { Problem, type ProblemCode, PROBLEMS, type Rejection } from '../../domain/problem.js';

const ROWS_IN_BODY = 100;

/** The body of every error: RFC 9457, with our stable `code` and, for refused files, the first 100 refused rows. */
interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly Rejection[];
  readonly errorsTruncated?: boolean;
}

/** Turns whatever was thrown, by us, by Nest or by a body parser, into `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(fault: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    const problem = problemOf(fault);
    if (problem.status >= 500)
      this.logger.error(fault instanceof Error ? fault.stack : 'something that is no error was thrown');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    answerWith(response, problem);
  }
}

/** Answers a request with a problem. */
export function answerWith(response: Response, problem: HttpProblem): void {
  if (problem.status === 503) response.setHeader('Retry-After', '2');
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify(bodyOf(problem)));
}

interface HttpProblem {
  readonly code: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly rejections: readonly Rejection[];
}

function problemOf(fault: unknown): HttpProblem {
  if (fault instanceof Problem) return fault;
  if (fault instanceof ZodValidationException) return ours('USAGE', wordsOf(fault));
  if (fault instanceof HttpException) return fromHttp(fault);
  return ours('INTERNAL', 'The request could not be completed. The server log says why.');
}

function ours(code: ProblemCode, detail: string): HttpProblem {
  return { code, title: PROBLEMS[code].title, status: PROBLEMS[code].status, detail, rejections: [] };
}

function wordsOf(fault: ZodValidationException): string {
  const error = fault.getZodError() as z.ZodError;
  return error.issues.map((issue) => `${issue.path.join('.') || 'the request'}: ${issue.message}`).join('; ') + '.';
}

function fromHttp(fault: HttpException): HttpProblem {
  const status = fault.getStatus();
  if (status === 404) return ours('NOT_FOUND', 'There is nothing at this address. GET /docs-json lists what there is.');
  if (status === 413)
    return ours(
      'FILE_TOO_LARGE',
      'The upload is larger than UPLOAD_LIMIT_MB allows. Use `sevidence import` for large files.',
    );
  if (status >= 500) return ours('INTERNAL', 'The request could not be completed. The server log says why.');
  return { code: 'USAGE', title: PROBLEMS.USAGE.title, status, detail: fault.message, rejections: [] };
}

function bodyOf({ code, title, status, detail, rejections }: HttpProblem): ProblemBody {
  const type = `https://sevidence.dev/problems/${code.toLowerCase().replaceAll('_', '-')}`;
  if (rejections.length === 0) return { type, title, status, detail, code };
  return {
    type,
    title,
    status,
    detail,
    code,
    errors: rejections.slice(0, ROWS_IN_BODY),
    errorsTruncated: rejections.length > ROWS_IN_BODY,
  };
}
