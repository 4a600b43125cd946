import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Chip } from "../../../components/Chip.tsx";
import { FieldTree } from "../../../domain/FieldTree.tsx";
import { Split, SplitPart } from "../Split.tsx";
import { useVorgang } from "../use-vorgang.ts";
import { Compose } from "./Compose.tsx";
import { ForTask } from "./ForTask.tsx";
import { Thread } from "./Thread.tsx";

const route = getRouteApi("/vorgaenge/$id/nachrichten");

const KINDS = ["nachricht", "nachforderung"] as const;

/** The thread or the application on the left, writing on the right. */
export function Nachrichten() {
  const { t } = useTranslation();
  const vorgang = useVorgang();
  const { neu, aufgabe: fuer } = route.useSearch();
  const navigate = route.useNavigate();
  const [left, setLeft] = useState<"thread" | "antrag">(neu ? "antrag" : "thread");
  const kinds = KINDS.filter((kind) => vorgang.aktionen.includes(kind));
  const kind = neu && kinds.includes(neu) ? neu : kinds[0];
  const aufgabe = vorgang.aufgaben.find((a) => a.id === fuer && a.aktion === kind);
  return (
    <Split>
      <SplitPart aria-labelledby="links">
        <div className="rowflex">
          <h2 id="links">{t(left === "thread" ? "nachricht.verlauf" : "antrag.titel")}</h2>
          <fieldset className="rowflex push">
            <legend className="vh">{t("nachricht.linkeSeite")}</legend>
            {(["thread", "antrag"] as const).map((name) => (
              <Chip key={name} live={left === name} aria-pressed={left === name} onClick={() => setLeft(name)}>
                {t(name === "thread" ? "vorgang.tab.nachrichten" : "vorgang.tab.antrag")}
              </Chip>
            ))}
          </fieldset>
        </div>
        {left === "thread" ? (
          <Thread vorgang={vorgang} />
        ) : (
          <FieldTree vorgangId={vorgang.id} felder={vorgang.antragsdaten} showEmpty={false} />
        )}
      </SplitPart>
      <SplitPart aria-labelledby="schreiben">
        <div className="rowflex">
          <h2 id="schreiben">{aufgabe?.titel ?? t(kind ? `nachricht.neu.${kind}` : "nachricht.schreiben")}</h2>
          {kinds.length > 1 && (
            <fieldset className="rowflex push">
              <legend className="vh">{t("nachricht.art")}</legend>
              {kinds.map((name) => (
                <Chip
                  key={name}
                  live={kind === name}
                  aria-pressed={kind === name}
                  onClick={() => navigate({ search: { neu: name }, replace: true })}
                >
                  {t(`nachrichtArt.${name}`)}
                </Chip>
              ))}
            </fieldset>
          )}
        </div>
        {kind && (
          <ForTask
            {...{ vorgang, kind, aufgabe }}
            onChoose={(id) => navigate({ search: { neu: kind, aufgabe: id }, replace: true })}
          />
        )}
        {KINDS.filter((name) => name === kind || !kinds.includes(name)).map((name) => (
          <Compose
            key={name}
            {...{ vorgang, aufgabe }}
            kind={name}
            offered={name === kind}
            onSent={() => {
              setLeft("thread");
              navigate({ search: { neu }, replace: true });
            }}
          />
        ))}
        {!kind && <p className="muted">{t("nachricht.nichtErlaubt")}</p>}
      </SplitPart>
    </Split>
  );
}
