import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Option } from "../../components/choice.ts";
import { allNodes, type FieldNode, isGroup } from "./field-tree.ts";

/** The fields as choices of a combobox: the path is what is written, label and kind help to find it. */
export function useFieldOptions(tree: FieldNode[]): Option[] {
  const { t } = useTranslation();
  return useMemo(
    () =>
      allNodes(tree)
        .filter((node) => !isGroup(node) && node.children.length === 0)
        .map((node) => ({
          value: node.pfad,
          label: node.pfad,
          detail: [node.label, t(`zuordnung.feldart.${node.typ}`, { defaultValue: node.typ })].join(" · "),
        })),
    [tree, t],
  );
}
