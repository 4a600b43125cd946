import { useState } from "react";
import { useTranslation } from "react-i18next";
import { TextField } from "../../components/fields.tsx";
import { setPlace } from "./content.ts";
import type { Bench } from "./use-bench.ts";

/** Keys of public services. Only whole keys go into the draft, so that a half-typed one does not stop the saving. */
export function LeikaField({ bench }: { bench: Bench }) {
  const { t } = useTranslation();
  const kept = (bench.inhalt.leika ?? []).join(", ");
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? kept;
  const keys = text.split(/[\s,;]+/).filter(Boolean);
  const wrong = keys.some((key) => !/^\d{14}$/.test(key));
  return (
    <TextField
      label={t("zuordnung.ziel.leika")}
      placeholder={bench.verfahren?.leika.join(", ") || t("zuordnung.ziel.leikaLeer")}
      error={wrong ? t("zuordnung.ziel.leikaFehler") : undefined}
      value={text}
      onChange={(wert) => {
        setTyped(wert);
        const list = wert.split(/[\s,;]+/).filter(Boolean);
        if (list.every((key) => /^\d{14}$/.test(key))) bench.change(setPlace(bench.inhalt, "leika", wert));
      }}
      onBlur={() => !wrong && setTyped(null)}
    />
  );
}
