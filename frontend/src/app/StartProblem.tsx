import { asProblem } from "../api/problem.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";

/** Nothing could be loaded at all. On 401 the page is already on its way to the sign-in. */
export function StartProblem({ error }: { error: unknown }) {
  if (asProblem(error).status === 401) return null;
  return (
    <main className="empty page">
      <h1>Kontor</h1>
      <ProblemNotice error={error} onRetry={() => location.reload()} />
    </main>
  );
}
