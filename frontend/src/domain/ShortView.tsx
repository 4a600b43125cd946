import type { Vorgang } from "../api/types.ts";
import { Facts } from "../components/Facts.tsx";
import { useAngabeText } from "./angabe.ts";

/** The application in short: key facts, and what it repeats, one line per entry. A form may use a label twice. */
export function ShortView({ vorgang }: { vorgang: Vorgang }) {
  const text = useAngabeText();
  return (
    <Facts>
      {vorgang.uebersicht.map((u) => (
        <div key={`${u.label}: ${u.text}`}>
          <dt>{u.label}</dt>
          <dd className="pre">{text(u)}</dd>
        </div>
      ))}
    </Facts>
  );
}
