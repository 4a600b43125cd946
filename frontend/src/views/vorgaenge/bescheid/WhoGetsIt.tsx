import { useTranslation } from "react-i18next";
import type { BescheidPruefung } from "../../../api/types.ts";

/** Everybody who gets the letter, before it goes out; where it goes, for who is not the applicant, too. */
export function WhoGetsIt({ checked }: { checked: BescheidPruefung }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t("bescheid.werBekommt")}</p>
      <ul>
        <li>{checked.anschrift.join(", ")}</li>
        {checked.auch.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}
