import { useMemo } from "react";
import { useIch } from "../../api/session.ts";
import type { Vorgang } from "../../api/types.ts";
import { placeholderValues, type Values } from "../../domain/placeholders.ts";

/** What the placeholders of text modules stand for in this case. */
export function usePlaceholders(vorgang: Vorgang): Values {
  const { name, mandant } = useIch();
  return useMemo(() => placeholderValues(vorgang, { bearbeiter: name, behoerde: mandant }), [vorgang, name, mandant]);
}
