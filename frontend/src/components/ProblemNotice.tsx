import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem.ts";
import { buttonClass } from "./Button.tsx";
import { LetterSigns } from "./LetterSigns.tsx";
import { Notice } from "./Notice.tsx";
import { SignInAgain } from "./SessionNotice.tsx";

interface Props {
  error: unknown;
  /** `form`: typed text stays; `read`: nothing was changed. */
  safe?: "form" | "read";
  onRetry?: () => void;
  labels?: Record<string, string>;
}

/** What happened, what is safe, what to do, and the reference to name to the operator. */
export function ProblemNotice({ error, safe = "read", onRetry, labels }: Props) {
  const { t, i18n } = useTranslation();
  if (!error) return null;
  const problem = asProblem(error);
  const key = [problem.reason, problem.code].find((name) => i18n.exists(`fehler.${name}`)) ?? "internal";
  const flaw = `uebergabeMangel.${problem.reason}`;
  return (
    <Notice kind="danger" alert>
      <strong>{i18n.exists(flaw) ? t("uebergabeMangel.satz", { grund: t(flaw) }) : t(`fehler.${key}`)}</strong>
      <span>{t(safe === "form" ? "fehlerSicher.form" : "fehlerSicher.lesen")}</span>
      {problem.fields && (
        <ul>
          {Object.entries(problem.fields).map(([name, reason]) => (
            <li key={name}>
              {labels?.[name] ?? name}: {t([`fehlerFeld.${reason}`, "fehlerFeld.ungueltig"])}
            </li>
          ))}
        </ul>
      )}
      {problem.zeichen && <LetterSigns places={problem.zeichen} />}
      {problem.instance && (
        <small className="muted">
          {t("fehlerSicher.kennung")} <code>{problem.instance}</code>
        </small>
      )}
      {problem.status === 401 && <SignInAgain />}
      {onRetry && problem.status !== 401 && (
        <div className="actions">
          <button type="button" className={buttonClass()} onClick={onRetry}>
            {t("allgemein.erneut")}
          </button>
        </div>
      )}
    </Notice>
  );
}
