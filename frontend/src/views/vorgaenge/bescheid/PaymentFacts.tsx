import { useTranslation } from "react-i18next";
import type { Zahlung } from "../../../api/types.ts";
import { formatDate } from "../../../lib/date.ts";
import { lineText } from "./fee-lines.ts";

/** How a fee is paid, in one line for each fact of the letter. */
export function PaymentFacts({ zahlung: z }: { zahlung: Zahlung }) {
  const { t, i18n } = useTranslation();
  const way = z.iban ? `${z.inhaber}, IBAN ${z.iban}${z.bic && `, BIC ${z.bic}`}` : t("zahlung.ohneKonto");
  return (
    <>
      {t("zahlung.bis", { tag: formatDate(z.faelligAm) })}
      <br />
      {z.einzug ? t("zahlung.perEinzug") : way}
      <br />
      {t("zahlung.kassenzeichen")}: {z.kassenzeichen}
      <br />
      {z.rechtsgrundlage}
      {z.positionen.map((p) => (
        <div key={lineText(p, i18n.language)}>{lineText(p, i18n.language)}</div>
      ))}
    </>
  );
}
