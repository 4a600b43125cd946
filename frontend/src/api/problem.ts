import type { Problem } from "./types.ts";

/** An answer of the server that is no success, as RFC 9457 tells it. */
export class ApiProblem extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.reason);
    this.problem = problem;
  }
}

const problem = (status: number, code: string, reason: string, instance?: string): Problem => ({
  type: `about:${reason}`,
  title: reason,
  status,
  code,
  reason,
  instance,
});

/** What stands in for a problem when the network gave none. */
export function asProblem(fehler: unknown): Problem {
  if (fehler instanceof ApiProblem) return fehler.problem;
  return problem(0, "unavailable", fehler instanceof TypeError ? "offline" : "internal");
}

export async function problemOf(antwort: Response): Promise<ApiProblem> {
  const roh: Partial<Problem> | null = await antwort.json().catch(() => null);
  if (roh?.reason) return new ApiProblem(roh as Problem);
  return new ApiProblem(problem(antwort.status, "internal", antwort.status >= 502 ? "unavailable" : "internal"));
}
