/** The forms of an intake as a person looks at them: versions of one form together, the mapping for all versions first. */
import type { FormularZeile } from "../../../api/zuordnung.ts";

export function arrange(rows: FormularZeile[]): FormularZeile[] {
  const forms = [...new Set(rows.map((r) => r.formular))];
  return forms.flatMap((formular) => {
    const versions = rows.filter((r) => r.formular === formular);
    const all = versions.find((r) => r.version === "");
    const titel = versions.map((r) => r.titel).find(Boolean) ?? "";
    return versions
      .map((r) => {
        // A draft for all versions is the one to go on with, unless the version has a mapping of its own.
        const covered = r.aktiv === null || r.aktiv === all?.aktiv;
        return { ...r, titel: r.titel || titel, entwurf: r.entwurf ?? (covered ? (all?.entwurf ?? null) : null) };
      })
      .sort((a, b) => Number(b.version === "") - Number(a.version === ""));
  });
}
