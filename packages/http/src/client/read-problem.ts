import { ERRORS, type ErrorCode, OrchestrationError } from '@mcp-orchestration/core';
import { z } from 'zod';

const problemSchema = z.object({
  code: z.string(),
  detail: z.string(),
  hint: z.string().optional(),
  errors: z
    .array(
      z.object({
        code: z.string(),
        message: z.string(),
        field: z.string().exactOptional(),
        server: z.string().exactOptional(),
        severity: z.enum(['error', 'warning']).exactOptional(),
      }),
    )
    .optional(),
});

/** Make the error again that a server has answered with. What is no problem document of ours becomes `unavailable`. */
export async function readProblem(response: Response): Promise<OrchestrationError> {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined)).data;
  if (problem === undefined || !isCode(problem.code)) {
    return new OrchestrationError('unavailable', {
      message: `The server answered ${response.status}${problem === undefined ? '' : ` (${problem.code})`}.`,
      hint: 'See whether the address is the one of an mcp-orchestration server of the same version.',
    });
  }
  return new OrchestrationError(problem.code, {
    message: problem.detail,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
  });
}

function isCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code);
}
