import { asProblem } from "../api/problem.ts";
import { Empty } from "../components/Empty.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";

/** Nothing could be loaded at all. On 401 the page is already on its way to the sign-in. */
export function StartProblem({ error }: { error: unknown }) {
  if (asProblem(error).status === 401) return null;
  return (
    <Empty as="main" page>
      <h1>Kontor</h1>
      <ProblemNotice error={error} onRetry={() => location.reload()} />
    </Empty>
  );
}
