import { useTranslation } from "react-i18next";
import type { Verfahrensbefund } from "../../api/verfahren.ts";
import { Bullets } from "../../components/Lists.tsx";

/** What a finding is about, as a person calls it. */
export function FindingPlace({ befund: b }: { befund: Verfahrensbefund }) {
  if (b.name) return <>{b.name}: </>;
  return b.stelle ? (
    <>
      <code className="wrap">{b.stelle}</code>:{" "}
    </>
  ) : null;
}

/** What a check found, each with the place it is about. */
export function Findings({ befunde }: { befunde: Verfahrensbefund[] }) {
  const { t } = useTranslation();
  return (
    <Bullets>
      {befunde.map((b, nr) => (
        <li key={`${b.stelle} ${b.text} ${nr}`}>
          <strong>{t(`verfahren.schwere.${b.schwere}`)}</strong> – <FindingPlace befund={b} />
          {b.text}
        </li>
      ))}
    </Bullets>
  );
}
