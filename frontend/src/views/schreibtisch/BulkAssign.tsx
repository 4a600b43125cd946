import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { VorgangZeile } from "../../api/types.ts";
import { Button } from "../../components/Button.tsx";
import { Dialog } from "../../components/Dialog.tsx";
import { PersonPicker } from "../../domain/PersonPicker.tsx";
import { type BulkPlan, planBulk } from "./bulk.ts";

interface Props {
  rows: VorgangZeile[];
  onAssign: (plan: BulkPlan, to: string) => void;
  onClose: () => void;
}

export function BulkAssign({ rows, onAssign, onClose }: Props) {
  const { t } = useTranslation();
  const [person, setPerson] = useState<string | null>(null);
  const units = new Set(rows.map((z) => z.einheit));
  const plan = planBulk(rows, "zuweisen", person ?? "");
  return (
    <Dialog title={t("sammel.zuweisen")} onClose={onClose}>
      <PersonPicker einheit={units.size === 1 ? rows[0]?.einheit : undefined} value={person} onChange={setPerson} />
      {plan.skip.length > 0 && (
        <div>
          <p>{t("sammel.uebersprungen", { count: plan.skip.length })}</p>
          <ul>
            {plan.skip.map((s) => (
              <li key={s.zeile.id}>
                {s.zeile.vorgangsnummer} – {t(`sammel.grund.${s.reason}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className="actions">
        <Button
          kind="primary"
          disabled={!person || plan.go.length === 0}
          onClick={() => person && onAssign(plan, person)}
        >
          {t("sammel.jetztZuweisen", { count: plan.go.length })}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t("allgemein.abbrechen")}
        </Button>
      </div>
    </Dialog>
  );
}
