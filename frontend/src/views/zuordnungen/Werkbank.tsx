import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { zuordnungQuery } from "../../api/zuordnung.ts";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Workbench } from "./Workbench.tsx";

const route = getRouteApi("/zuordnungen/$id");

/** The mapping workbench of one Zuordnung. */
export function Werkbank() {
  const { id } = route.useParams();
  const { muster } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error, isPending, refetch } = useQuery(zuordnungQuery(id));
  return (
    <>
      <ProblemNotice error={error} onRetry={() => refetch()} />
      {isPending && <Skeleton lines={12} />}
      {data && (
        <Workbench
          key={`${id}-${data.zustand}`}
          zuordnung={data}
          muster={muster}
          onShow={(next) => navigate({ search: { muster: next }, replace: true })}
        />
      )}
    </>
  );
}
