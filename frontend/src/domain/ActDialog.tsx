import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Vorgang } from "../api/types.ts";
import { Button } from "../components/Button.tsx";
import { Dialog } from "../components/Dialog.tsx";
import { ActOvertaken } from "./ActOvertaken.tsx";
import { useTypedInWords } from "./KeptActs.tsx";
import type { Act } from "./use-act.ts";

interface Props<E> {
  vorgang: Vorgang;
  action: Act<E>;
  /** Key of the act in the catalogue. */
  name: string;
  /** What the window is called; else what the catalogue calls the act. */
  title?: string;
  onClose: () => void;
  children: ReactNode;
}

/** The window of an act. What is typed is still there when it is opened again, unless it was cancelled. */
export function ActDialog<E>({ vorgang, action, name, title: called, onClose, children }: Props<E>) {
  const { t } = useTranslation();
  const inWords = useTypedInWords();
  const title = called ?? t(`aktion.${name}`);
  return (
    <Dialog title={title} onClose={onClose}>
      {action.stands ? (
        children
      ) : (
        <ActOvertaken
          {...{ vorgang, stood: action.stood }}
          act={name}
          name={title}
          own={inWords(action.typed)}
          onDropped={onClose}
        />
      )}
    </Dialog>
  );
}

/** Closes the window and drops what was typed. */
export function CancelAct<E>({ action, onClose }: { action: Act<E>; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      kind="quiet"
      onClick={() => {
        action.forget();
        onClose();
      }}
    >
      {t("allgemein.abbrechen")}
    </Button>
  );
}
