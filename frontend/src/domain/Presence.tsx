import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { presenceKey } from "../api/LiveProvider.tsx";
import type { Anwesende } from "../api/live.ts";
import { useIch } from "../api/session.ts";
import { Avatar } from "../components/Avatar.tsx";

/** Who else has this case open; a pencil for those who write. */
export function Presence({ vorgangId }: { vorgangId: string }) {
  const { t } = useTranslation();
  const ich = useIch();
  const { data = [] } = useQuery<Anwesende[]>({
    queryKey: presenceKey(vorgangId),
    queryFn: () => [],
    enabled: false,
    gcTime: 60_000,
  });
  const others = data.filter((person) => person.name !== ich.name);
  if (others.length === 0) return null;
  const writing = others.filter((person) => person.schreibt);
  return (
    <span className="rowflex" role="status">
      <span className="vh">{t("vorgang.auchHier")}</span>
      {others.map((person) => (
        <Avatar key={person.name} name={person.name} />
      ))}
      {writing.length > 0 && (
        <small>
          <span aria-hidden="true">✎ </span>
          {t("vorgang.schreibt", { name: writing.map((person) => person.name).join(", "), count: writing.length })}
        </small>
      )}
    </span>
  );
}
