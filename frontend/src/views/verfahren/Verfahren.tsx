import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { importVersion, type Verfahrensbefund, type Verfahrensversion, versionenQuery } from "../../api/verfahren.ts";
import { FileButton } from "../../components/FileButton.tsx";
import { ListFrame, ListHead } from "../../components/ListFrame.tsx";
import { Bullets } from "../../components/Lists.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Skeleton } from "../../components/Skeleton.tsx";
import { CardLabel, NameCell, Table, TableBox } from "../../components/Table.tsx";
import { toast } from "../../components/toast.ts";
import { cx } from "../../lib/cx.ts";
import { usePageTitle } from "../../lib/page-title.ts";
import { FindingPlace } from "./Findings.tsx";
import { StateTag } from "./StateTag.tsx";
import styles from "./Verfahren.module.css";

const COLUMNS = ["name", "version", "zustandSpalte", "formulare", "laufende", "befunde"];

/** All versions of all procedures, those set aside first. */
export function Verfahren() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const query = useQuery(versionenQuery);
  const upload = useMutation({
    mutationFn: importVersion,
    onSuccess: async (version) => {
      await client.invalidateQueries({ queryKey: versionenQuery.queryKey });
      const { name, stand, zustand } = version;
      toast(t(zustand === "abgelegt" ? "verfahren.abgelegt" : "verfahren.eingelesen", { name, stand }));
      navigate({ to: "/verfahren/$id", params: { id: version.id } });
    },
  });
  const versionen = query.data ?? [];
  const faulty = versionen.filter((v) => faultOf(v));
  const unused = faulty.filter((v) => ["geprueft", "abgelegt"].includes(v.zustand));
  const running = faulty.filter((v) => v.zustand === "aktiv" && v.haus.some(isFault));
  const waiting = versionen.filter((v) => v.zustand === "geprueft" && !unused.includes(v));
  usePageTitle(t("verfahren.titel"));
  return (
    <ListFrame aria-label={t("verfahren.titel")}>
      <ListHead>
        <h1>{t("verfahren.titel")}</h1>
        <span className="push" />
        <FileButton
          kind="primary"
          name={t("verfahren.einlesenDatei")}
          accept=".zip"
          busy={upload.isPending}
          onFile={upload.mutate}
        >
          {t("verfahren.einlesen")}
        </FileButton>
      </ListHead>
      <p className={cx("muted", styles.text)}>{t("verfahren.text")}</p>
      <ProblemNotice error={upload.error} />
      <ProblemNotice error={query.error} onRetry={() => query.refetch()} />
      {query.isPending && <Skeleton lines={6} />}
      {unused.length > 0 && <Faulty title={t("verfahren.unbenutzt", { count: unused.length })} versionen={unused} />}
      {running.length > 0 && <Faulty title={t("verfahren.hausAktiv", { count: running.length })} versionen={running} />}
      {waiting.length > 0 && (
        <Notice title={t("verfahren.warten", { count: waiting.length })}>
          <Bullets>
            {waiting.map((v) => (
              <li key={v.id}>
                <Link to="/verfahren/$id" params={{ id: v.id }}>
                  {v.name}/{v.stand}
                </Link>
              </li>
            ))}
          </Bullets>
        </Notice>
      )}
      {versionen.length > 0 && (
        <TableBox>
          <Table narrow="lines">
            <thead>
              <tr>
                {COLUMNS.map((name) => (
                  <th key={name} scope="col">
                    {t(`verfahren.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {versionen.map((v) => (
                <Row key={v.id} version={v} />
              ))}
            </tbody>
          </Table>
        </TableBox>
      )}
    </ListFrame>
  );
}

const isFault = (b: Verfahrensbefund) => b.schwere === "fehler";
const faultOf = (v: Verfahrensversion) => v.befunde.find(isFault) ?? v.haus.find(isFault);

/** Versions with the first fault of each. */
function Faulty({ title, versionen }: { title: string; versionen: Verfahrensversion[] }) {
  return (
    <Notice kind="warn" title={title}>
      <Bullets>
        {versionen.map((v) => (
          <li key={v.id}>
            <Link to="/verfahren/$id" params={{ id: v.id }}>
              {v.name}/{v.stand}
            </Link>
            {" – "}
            <FirstFault version={v} />
          </li>
        ))}
      </Bullets>
    </Notice>
  );
}

function FirstFault({ version }: { version: Verfahrensversion }) {
  const befund = faultOf(version);
  if (!befund) return null;
  return (
    <>
      <FindingPlace befund={befund} />
      {befund.text}
    </>
  );
}

function Row({ version: v }: { version: Verfahrensversion }) {
  const { t } = useTranslation();
  return (
    <tr>
      <NameCell>
        <Link to="/verfahren/$id" params={{ id: v.id }} aria-label={`${v.titel || v.name}, ${v.name}/${v.stand}`}>
          {v.titel || v.name}
        </Link>
        <small>{v.name}</small>
      </NameCell>
      <td>
        <CardLabel as="span">{t("verfahren.version")}: </CardLabel>
        {v.stand}
      </td>
      <td>
        <StateTag version={v} />
      </td>
      <td>
        <CardLabel as="span">{t("verfahren.formulare")}: </CardLabel>
        {v.formulare.length || t("verfahren.keineFormulare")}
      </td>
      <td className="num">
        <CardLabel as="span">{t("verfahren.laufende")}: </CardLabel>
        {v.laufende}
      </td>
      <td className="num">
        <CardLabel as="span">{t("verfahren.befunde")}: </CardLabel>
        {v.befunde.length + v.haus.length}
      </td>
    </tr>
  );
}
