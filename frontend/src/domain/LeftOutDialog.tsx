import { useTranslation } from "react-i18next";
import { asProblem } from "../api/problem.ts";
import type { Auslassung } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { Bullets } from "../components/Lists.tsx";

/** What the server asks to be confirmed before an export, or undefined where it complains of something else. */
export const leftOutOf = (error: unknown): Auslassung[] | undefined =>
  error ? asProblem(error).rueckfrage?.ausgelassen : undefined;

interface Props {
  left: Auslassung[];
  /** With several cases each file says to which it belongs. */
  several?: boolean;
  submit: string;
  busy: boolean;
  /** The ids that are confirmed now. */
  onConfirm: (bestaetigt: string[]) => void;
  onClose: () => void;
}

/** Which files do not go along with an export, and why: completeness is what the receiver relies on. */
export function LeftOutDialog({ left, several, submit, busy, onConfirm, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("ausgelassen.titel", { count: left.length })} onClose={onClose}>
      <div className="stack">
        <Bullets>
          {left.map((a) => (
            <li key={a.dokument}>
              {several && <>{a.vorgangsnummer}: </>}
              <strong>{a.titel}</strong> – {t(`ausgelassen.grund.${a.grund}`)}
            </li>
          ))}
        </Bullets>
        <p>{t("ausgelassen.text")}</p>
        {left.some((a) => a.grund === "ausstehend") && <p>{t("ausgelassen.warten")}</p>}
        <div className="actions">
          <Button kind="primary" busy={busy} onClick={() => onConfirm(left.map((a) => a.dokument))}>
            {submit}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {t("allgemein.abbrechen")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
