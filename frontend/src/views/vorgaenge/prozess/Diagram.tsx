import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import type { Prozessbild } from "../../../api/types.ts";
import { Button } from "../../../components/Button.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { formatEnd } from "../../../lib/date.ts";
import styles from "./Diagram.module.css";

interface Canvas {
  scrollToElement(id: string, padding: number): void;
  zoom(to?: "fit-viewport" | number, center?: "auto"): number;
  addMarker(id: string, marker: string): void;
}

interface Overlays {
  add(id: string, note: { position: { bottom: number; left: number }; html: HTMLElement }): void;
}

/** The day on which a period ends stands below its event. */
function dated(text: string): HTMLElement {
  const note = document.createElement("div");
  note.className = styles.date ?? "";
  note.textContent = text;
  return note;
}

/** bpmn-js measures with this font; KERN draws with it. */
const FONT = { defaultStyle: { fontFamily: "Fira Sans", fontSize: 12 }, externalStyle: { fontSize: 11 } };

/** Below this the names cannot be read; then the picture begins where the case stands instead of showing everything. */
const READABLE = 0.7;

function showReadable(canvas: Canvas, here: string | undefined): void {
  canvas.zoom("fit-viewport", "auto");
  if (!here || canvas.zoom() >= READABLE) return;
  canvas.zoom(READABLE + 0.1);
  canvas.scrollToElement(here, 200);
}

/** The process picture as the Fachbereich drew it; classes mark where the case stands. */
export default function Diagram({ bild }: { bild: Prozessbild }) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    let alive = true;
    const view = new NavigatedViewer({ container: box.current, textRenderer: FONT });
    viewer.current = view;
    view
      .importXML(bild.bpmn)
      .then(() => {
        if (!alive) return;
        const canvas = view.get<Canvas>("canvas");
        const registry = view.get<{ get(id: string): unknown }>("elementRegistry");
        const mark = (ids: string[], marker = "") => {
          for (const id of ids) if (registry.get(id)) canvas.addMarker(id, marker);
        };
        mark(bild.erledigt, styles.done);
        mark(bild.tokens, styles.here);
        mark(bild.vorfaelle, styles.incident);
        const overlays = view.get<Overlays>("overlays");
        for (const { element, bis } of bild.warten.flatMap((w) => w.ereignisse)) {
          if (bis && registry.get(element))
            overlays.add(element, { position: { bottom: -2, left: -8 }, html: dated(formatEnd(bis, i18n.language)) });
        }
        showReadable(canvas, bild.tokens.filter((id) => registry.get(id))[0]);
      })
      .catch(() => alive && setBroken(true));
    return () => {
      alive = false;
      view.destroy();
    };
  }, [bild, i18n.language]);
  const zoom = (factor: number) => {
    const canvas = viewer.current?.get<{ zoom(to?: number | "fit-viewport"): number }>("canvas");
    if (factor === 0) canvas?.zoom("fit-viewport");
    else canvas?.zoom(canvas.zoom() * factor);
  };
  if (broken) return <Notice kind="warn" title={t("prozess.bildKaputt")} />;
  return (
    <>
      <section className={styles.diagram} ref={box} aria-label={t("prozess.bild")} />
      <div className="rowflex">
        <Button onClick={() => zoom(1.25)}>{t("prozess.groesser")}</Button>
        <Button onClick={() => zoom(0.8)}>{t("prozess.kleiner")}</Button>
        <Button onClick={() => zoom(0)}>{t("prozess.ganz")}</Button>
      </div>
    </>
  );
}
