import { useTranslation } from "react-i18next";
import type { DraftState } from "./use-draft.ts";

/** Says quietly whether typed text is safe. */
export function DraftStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  return (
    <small className={state === "nur_hier" ? "danger" : "muted"} role="status">
      {state === "leer" || state === "laedt" ? "" : t(`entwurf.${state}`)}
    </small>
  );
}
