import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import { Button } from "../components/Button.tsx";
import { Notice } from "../components/Notice.tsx";
import styles from "./Diagram.module.css";
import type { Drawing, Mark } from "./Picture.tsx";

interface Canvas {
  scrollToElement(id: string, padding: number): void;
  zoom(to?: "fit-viewport" | number, center?: "auto"): number;
  addMarker(id: string, marker: string): void;
}

interface Registry {
  get(id: string): unknown;
  find(which: (e: { id: string; type: string }) => boolean): { id: string } | undefined;
}

interface Overlays {
  add(id: string, note: { position: { top: number; left: number }; html: HTMLElement }): void;
}

const LOOK: Record<Mark, string | undefined> = {
  done: styles.done,
  here: styles.here,
  incident: styles.incident,
  finding: styles.finding,
  changed: styles.changed,
};

/** The day on which a period ends stands above its event, whose name is below. */
function dated(text: string): HTMLElement {
  const note = document.createElement("div");
  note.className = styles.date ?? "";
  note.textContent = text;
  return note;
}

/** bpmn-js measures with this font; KERN draws with it. */
const FONT = { defaultStyle: { fontFamily: "Fira Sans", fontSize: 12 }, externalStyle: { fontSize: 11 } };

/** Below this the names cannot be read; then the picture begins at what matters instead of showing everything. */
const READABLE = 0.7;

/** Below this one sees no more than that there is a picture. */
const A_PICTURE = 0.35;

function showReadable(canvas: Canvas, first: string | undefined, start: string | undefined): void {
  canvas.zoom("fit-viewport", "auto");
  const at = first ?? (canvas.zoom() < A_PICTURE ? start : undefined);
  if (!at || canvas.zoom() >= READABLE) return;
  canvas.zoom(READABLE + 0.1);
  canvas.scrollToElement(at, first ? 200 : 40);
}

/** A process picture as the Fachbereich drew it; classes mark what is said of its elements. */
export default function Diagram({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation();
  const box = useRef<HTMLElement>(null);
  const viewer = useRef<NavigatedViewer | null>(null);
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    if (!box.current) return;
    let alive = true;
    const view = new NavigatedViewer({ container: box.current, textRenderer: FONT });
    viewer.current = view;
    view
      .importXML(drawing.bpmn)
      .then(() => {
        if (!alive) return;
        const canvas = view.get<Canvas>("canvas");
        const registry = view.get<Registry>("elementRegistry");
        for (const [kind, ids] of Object.entries(drawing.marks))
          for (const id of ids) if (registry.get(id)) canvas.addMarker(id, LOOK[kind as Mark] ?? "");
        const overlays = view.get<Overlays>("overlays");
        for (const { element, text } of drawing.dates ?? [])
          if (registry.get(element)) overlays.add(element, { position: { top: -26, left: -8 }, html: dated(text) });
        showReadable(
          canvas,
          drawing.first.find((id) => registry.get(id)),
          registry.find((e) => e.type === "bpmn:StartEvent")?.id,
        );
      })
      .catch(() => alive && setBroken(true));
    return () => {
      alive = false;
      view.destroy();
    };
  }, [drawing]);
  const zoom = (factor: number) => {
    const canvas = viewer.current?.get<{ zoom(to?: number | "fit-viewport"): number }>("canvas");
    if (factor === 0) canvas?.zoom("fit-viewport");
    else canvas?.zoom(canvas.zoom() * factor);
  };
  if (broken) return <Notice kind="warn" title={drawing.broken} />;
  return (
    <>
      <section className={styles.diagram} ref={box} aria-label={drawing.label} />
      <div className="rowflex">
        <Button onClick={() => zoom(1.25)}>{t("prozess.groesser")}</Button>
        <Button onClick={() => zoom(0.8)}>{t("prozess.kleiner")}</Button>
        <Button onClick={() => zoom(0)}>{t("prozess.ganz")}</Button>
      </div>
    </>
  );
}
