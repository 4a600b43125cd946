import { type DragEvent, useState } from "react";

const carriesFiles = (e: DragEvent): boolean => e.dataTransfer.types.includes("Files");

/** Makes an area take one dropped file. It is the second way: a button has to offer the same. */
export function useFileDrop(onFile: (file: File) => void, asleep = false) {
  const [over, setOver] = useState(false);
  return {
    over,
    area: {
      onDragOver: (e: DragEvent) => {
        if (!carriesFiles(e)) return;
        e.preventDefault();
        setOver(!asleep);
      },
      onDragLeave: (e: DragEvent) => {
        if (!(e.relatedTarget instanceof Node && e.currentTarget.contains(e.relatedTarget))) setOver(false);
      },
      onDrop: (e: DragEvent) => {
        if (!carriesFiles(e)) return;
        e.preventDefault();
        e.stopPropagation();
        setOver(false);
        const file = e.dataTransfer.files[0];
        if (file && !asleep) onFile(file);
      },
    },
  };
}
