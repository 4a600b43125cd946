import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { zugangQuery } from "../../api/posteingang.ts";
import { usePageTitle } from "../../lib/page-title.ts";

const route = getRouteApi("/desk/zugaenge/$id");

/** One intake. */
export function ZugangDetail() {
  const { t } = useTranslation();
  const { id } = route.useParams();
  const { data: zugang } = useQuery(zugangQuery(id));
  const title = zugang?.titel || zugang?.name;
  usePageTitle(title);
  return (
    <article className="desk-list sheet">
      <h1>{title ?? t("navigation.zugaenge")}</h1>
    </article>
  );
}
