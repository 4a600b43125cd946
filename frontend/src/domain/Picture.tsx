import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../components/Button.tsx";
import { Notice } from "../components/Notice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";

/** What is said of elements of a picture; each has a look of its own, and stands beside it in words. */
export type Mark = "done" | "here" | "incident" | "finding" | "changed";

/** Kept by whoever shows it: a new object is drawn anew. */
export interface Drawing {
  bpmn: string;
  label: string;
  marks: Partial<Record<Mark, string[]>>;
  /** Where the picture begins, if it is too large to be read as a whole: the first of these that is in it. */
  first: string[];
  dates?: { element: string; text: string }[];
  /** Said in place of a picture that cannot be drawn. */
  broken: string;
}

/** A page that was open during an upgrade asks for a file of the old version: it says so, and the rest stays as it is. */
const Diagram = lazy(() => import("./Diagram.tsx").catch(() => ({ default: NoDiagram })));

function NoDiagram() {
  const { t } = useTranslation();
  return (
    <Notice alert>
      <p>{t("prozess.ohneBild")}</p>
      <div className="actions">
        <Button onClick={() => location.reload()}>{t("prozess.neuLaden")}</Button>
      </div>
    </Notice>
  );
}

/** A process picture; what draws it is large and loaded when it is needed. */
export function Picture({ drawing }: { drawing: Drawing }) {
  return (
    <Suspense fallback={<Skeleton />}>
      <Diagram drawing={drawing} />
    </Suspense>
  );
}
