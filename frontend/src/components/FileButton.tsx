import { type ReactNode, useRef } from "react";
import { Button } from "./Button.tsx";

interface Props {
  kind?: "primary" | "plain" | "quiet";
  accept?: string;
  busy?: boolean;
  /** What the hidden file field is called; tests and screen readers find it by that. */
  name: string;
  children: ReactNode;
  onFile: (file: File) => void;
}

/** A button that asks for one file. */
export function FileButton({ kind, accept, busy, name, children, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button kind={kind} busy={busy} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={name}
        accept={accept}
        onChange={(e) => {
          const file = e.target.files?.[0];
          e.target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}
