import { useTranslation } from "react-i18next";
import { Button } from "../components/Button.tsx";
import { Notice } from "../components/Notice.tsx";
import type { DraftConflict, DraftState } from "./use-draft.ts";

/** Says quietly whether typed text is safe. */
export function DraftStatus({ state }: { state: DraftState }) {
  const { t } = useTranslation();
  return (
    <small className={state === "nur_hier" ? "danger" : "muted"} role="status">
      {state === "leer" || state === "laedt" ? "" : t(`entwurf.${state}`)}
    </small>
  );
}

/** Two windows wrote into the same field: both texts, and the person decides. */
export function DraftClash({ conflict }: { conflict: DraftConflict | null }) {
  const { t } = useTranslation();
  if (!conflict) return null;
  return (
    <Notice kind="warn" title={t("entwurf.zweiFenster")} alert>
      {conflict.theirs.map((text) => (
        <p key={text} className="pre">
          {text || t("entwurf.dortLeer")}
        </p>
      ))}
      <div className="actions">
        <Button kind="primary" onClick={() => conflict.settle(true)}>
          {t("entwurf.meins")}
        </Button>
        <Button onClick={() => conflict.settle(false)}>{t("entwurf.anderes")}</Button>
      </div>
    </Notice>
  );
}
