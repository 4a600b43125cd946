import { useTranslation } from "react-i18next";
import type { Verfahrensbefund } from "../../api/verfahren.ts";
import { Button } from "../../components/Button.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { placesOf } from "./VersionPicture.tsx";

/** What a finding is about, as a person calls it. */
export function FindingPlace({ befund: b }: { befund: Verfahrensbefund }) {
  if (b.text.includes(`„${b.name}“`)) return null; // the sentence names it
  if (b.name) return <>{b.name}: </>;
  return b.stelle ? (
    <>
      <code className="wrap">{b.stelle}</code>:{" "}
    </>
  ) : null;
}

interface Props {
  befunde: Verfahrensbefund[];
  /** The picture beside the list, in which a finding can be pointed at. */
  bild?: string;
  onShow?: (befund: Verfahrensbefund) => void;
}

/** One finding with its place, and the way to see it in the picture. */
function Finding({ befund: b, bild = "", onShow }: Omit<Props, "befunde"> & { befund: Verfahrensbefund }) {
  const { t } = useTranslation();
  return (
    <>
      <FindingPlace befund={b} />
      {b.text}{" "}
      {onShow && placesOf(bild, b).length > 0 && (
        <Button kind="link" aria-label={t("verfahren.imBildZeigen", { text: b.text })} onClick={() => onShow(b)}>
          {t("verfahren.imBild")}
        </Button>
      )}
    </>
  );
}

/** What a check found, what forbids before what only warns. */
export function GroupedFindings({ befunde, bild, onShow }: Props) {
  const { t } = useTranslation();
  return (["fehler", "warnung"] as const).map((schwere) => {
    const group = befunde.filter((b) => b.schwere === schwere);
    if (group.length === 0) return null;
    return (
      <section key={schwere} aria-label={t(`verfahren.gruppe.${schwere}`)}>
        <h3>{t(`verfahren.gruppe.${schwere}`)}</h3>
        <Bullets>
          {group.map((b, nr) => (
            <li key={`${b.stelle} ${b.text} ${nr}`}>
              <Finding befund={b} bild={bild} onShow={onShow} />
            </li>
          ))}
        </Bullets>
      </section>
    );
  });
}

/** What a check found, each with the place it is about. */
export function Findings({ befunde }: { befunde: Verfahrensbefund[] }) {
  const { t } = useTranslation();
  return (
    <Bullets>
      {befunde.map((b, nr) => (
        <li key={`${b.stelle} ${b.text} ${nr}`}>
          <strong>{t(`verfahren.schwere.${b.schwere}`)}</strong> – <Finding befund={b} />
        </li>
      ))}
    </Bullets>
  );
}
