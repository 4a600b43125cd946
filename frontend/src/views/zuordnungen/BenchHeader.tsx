import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { zuordnungUrl } from "../../api/zuordnung.ts";
import { Button, buttonClass } from "../../components/Button.tsx";
import { FileButton } from "../../components/FileButton.tsx";
import { Menu } from "../../components/Menu.tsx";
import { Meta } from "../../components/Meta.tsx";
import { Popover } from "../../components/Popover.tsx";
import { Tag } from "../../components/Tag.tsx";
import { TitleBlock } from "../../components/TitleBlock.tsx";
import { formatMoment } from "../../lib/date.ts";
import { ActivateDialog } from "./ActivateDialog.tsx";
import styles from "./BenchHeader.module.css";
import { DeleteDialog } from "./DeleteDialog.tsx";
import type { Bench } from "./use-bench.ts";
import type { Draft } from "./use-draft-acts.ts";

const TAGS = { entwurf: "amber", aktiv: "green", abgeloest: "grey" } as const;

function Facts({ bench }: { bench: Bench }) {
  const { t, i18n } = useTranslation();
  const z = bench.zuordnung;
  return (
    <Meta>
      <Tag colour={TAGS[z.zustand]}>{t(`zuordnung.zustand.${z.zustand}`)}</Tag>
      <span>{t("zuordnung.fassung", { nr: z.nr })}</span>
      <code>{z.formular}</code>
      <span>{z.version ? t("zuordnung.version", { version: z.version }) : t("zuordnung.alleVersionen")}</span>
      {z.schema && <span>{t("zuordnung.schemaVon", { schema: z.schema })}</span>}
      {z.inhalt.datenschema && z.inhalt.datenschema !== z.schema && (
        <Tag colour="amber">{t("zuordnung.schemaFehlt", { schema: z.inhalt.datenschema })}</Tag>
      )}
      {z.aktiviertAm && (
        <span>
          {t("zuordnung.aktiviert", { name: z.aktiviertVon, wann: formatMoment(z.aktiviertAm, i18n.language) })}
        </span>
      )}
      {z.aktiv && z.aktiv !== z.id && (
        <Link to="/zuordnungen/$id" params={{ id: z.aktiv }}>
          {t("zuordnung.zurAktiven")}
        </Link>
      )}
      {bench.editable && (
        <span role="status" className={styles.state} data-state={bench.mapping.state}>
          {t(`zuordnung.speichern.${bench.mapping.state}`)}
        </span>
      )}
    </Meta>
  );
}

/** What is mapped, in which state, and what can be done with the whole. */
export function BenchHeader({
  bench,
  draft,
  onJump,
}: {
  bench: Bench;
  draft: Draft;
  onJump: (stelle: string) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"activate" | "delete" | null>(null);
  const z = bench.zuordnung;
  const title = bench.muster.data?.titel || z.formular;
  return (
    <header className={styles.head}>
      <TitleBlock>
        <Link to="/zugaenge/$id/formulare" params={{ id: z.zugang }}>
          ← {t("zuordnung.zurueck", { zugang: z.zugangName })}
        </Link>
        <h1>{t("zuordnung.titel", { formular: title })}</h1>
        <Facts bench={bench} />
      </TitleBlock>
      <div className="rowflex">
        {bench.editable ? (
          <>
            <FileButton name={t("zuordnung.schemaDatei")} accept=".xml" busy={draft.busy} onFile={draft.loadSchema}>
              {t("zuordnung.schema")}
            </FileButton>
            <Popover label={t("zuordnung.mehr")} end>
              {(close) => (
                <Menu as="div">
                  <a href={zuordnungUrl(z.id)} download onClick={close}>
                    {t("zuordnung.ausgeben")}
                  </a>
                  <button
                    type="button"
                    onClick={() => {
                      close();
                      setOpen("delete");
                    }}
                  >
                    {t("zuordnung.loeschen")}
                  </button>
                </Menu>
              )}
            </Popover>
            <Button kind="primary" onClick={() => setOpen("activate")}>
              {t("zuordnung.aktivieren.knopf")}
            </Button>
          </>
        ) : (
          <>
            <a className={buttonClass()} href={zuordnungUrl(z.id)} download>
              {t("zuordnung.ausgeben")}
            </a>
            <Button kind="primary" busy={draft.busy} onClick={draft.begin}>
              {t("zuordnung.neueFassung")}
            </Button>
          </>
        )}
      </div>
      {open === "activate" && (
        <ActivateDialog
          bench={bench}
          onJump={(stelle) => {
            setOpen(null);
            onJump(stelle);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "delete" && <DeleteDialog draft={draft} onClose={() => setOpen(null)} />}
    </header>
  );
}
