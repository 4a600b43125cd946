import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { LISTED, postausgangQuery } from "../../api/postausgang.ts";
import { useRecht } from "../../api/session.ts";
import type { Postbrief } from "../../api/types.ts";
import { Empty } from "../../components/Empty.tsx";
import { CheckField } from "../../components/fields.tsx";
import { ListFrame, ListHead } from "../../components/ListFrame.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { Table, TableBox } from "../../components/Table.tsx";
import { usePageTitle } from "../../lib/page-title.ts";
import { LetterRow } from "./LetterRow.tsx";
import { PostBar } from "./PostBar.tsx";
import { type Postausgang as Post, usePostausgang } from "./use-postausgang.ts";

const COLUMNS = ["an", "was", "einheit", "seit", "antwortBis", "gedruckt"];

function Letters({ rows, post }: { rows: Postbrief[]; post: Post }) {
  const { t } = useTranslation();
  return (
    <TableBox>
      <Table narrow="lines">
        <caption className="vh">{t("postausgang.text")}</caption>
        <thead>
          <tr>
            {COLUMNS.map((name) => (
              <th key={name} scope="col">
                {t(`postausgang.spalte.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((brief) => (
            <LetterRow
              key={brief.dokument}
              brief={brief}
              picked={post.picked.includes(brief)}
              onPick={(on) => post.pick([brief.dokument], on)}
              refused={post.refused.get(brief.dokument)}
            />
          ))}
        </tbody>
      </Table>
    </TableBox>
  );
}

/** What lies to be posted: it is printed, handed to the post, and the day is entered. */
export function Postausgang() {
  const { t } = useTranslation();
  const may = useRecht("vorgang.bearbeiten");
  const query = useQuery(postausgangQuery);
  const rows = query.data ?? [];
  const post = usePostausgang(rows);
  usePageTitle(t("postausgang.titel"));
  const all = rows.length > 0 && post.picked.length === rows.length;
  return (
    <ListFrame aria-label={t("postausgang.titel")}>
      <ListHead>
        <h1>{t("postausgang.titel")}</h1>
        {rows.length > 0 && <span className="muted">{t("postausgang.stand", { count: rows.length })}</span>}
        {rows.length >= LISTED && <span className="muted">{t("postausgang.viele", { count: LISTED })}</span>}
        {rows.length > 0 && (
          <CheckField
            label={t("postausgang.alle")}
            checked={all}
            onChange={(on) =>
              post.pick(
                rows.map((r) => r.dokument),
                on,
              )
            }
          />
        )}
        <span className="push" role="status">
          {post.said}
        </span>
      </ListHead>
      {may && rows.length > 0 && <PostBar post={post} />}
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={10} />}
      {query.data && rows.length === 0 && (
        <Empty>
          <strong>{t("postausgang.leerTitel")}</strong>
          <p>{t("postausgang.leerText")}</p>
        </Empty>
      )}
      {rows.length > 0 && <Letters {...{ rows, post }} />}
    </ListFrame>
  );
}
