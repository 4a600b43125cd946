import type { AdapterEinstellung, Zugang, ZugangAenderung } from "../../api/types.ts";

/** What the form of a Zugang edits, as texts. */
export interface Entwurf {
  titel: string;
  aktiv: boolean;
  benutzer: string;
  zertifikat: string;
  stilleStunden: string;
  einstellungen: Record<string, string>;
  holtAb: boolean;
  url: string;
  quelleBenutzer: string;
  quellePasswort: string;
}

export function entwurfOf(z: Zugang): Entwurf {
  return {
    titel: z.titel,
    aktiv: z.aktiv,
    benutzer: z.benutzer,
    zertifikat: z.zertifikat,
    stilleStunden: String(z.stilleStunden),
    einstellungen: { ...z.einstellungen },
    holtAb: z.quelle !== null,
    url: z.quelle?.url ?? "",
    quelleBenutzer: z.quelle?.benutzer ?? "",
    quellePasswort: "",
  };
}

/** What is sent: empty settings are left out, so that the default counts. */
export function aenderungOf(e: Entwurf, version: number): ZugangAenderung {
  const einstellungen = Object.fromEntries(Object.entries(e.einstellungen).filter(([, wert]) => wert.trim() !== ""));
  const hours = Number.parseInt(e.stilleStunden, 10);
  return {
    version,
    titel: e.titel.trim(),
    aktiv: e.aktiv,
    benutzer: e.benutzer.trim(),
    zertifikat: e.zertifikat.replace(/[\s:]/g, "").toLowerCase(),
    stilleStunden: Number.isNaN(hours) ? 0 : hours,
    einstellungen,
    quelle: e.holtAb
      ? { url: e.url.trim(), benutzer: e.quelleBenutzer, passwort: e.quellePasswort || undefined }
      : null,
  };
}

/** Without a user name only a certificate lets the form server in. */
export const needsUser = (e: Entwurf): boolean => e.zertifikat.trim() === "";

/** The settings that matter now: those of fetching only while it is on, conditional ones only if they hold. */
export function shownSettings(alle: AdapterEinstellung[], e: Entwurf): AdapterEinstellung[] {
  const value = (name: string) => e.einstellungen[name] || (alle.find((s) => s.name === name)?.vorgabe ?? "");
  return alle.filter((s) => (!s.abholung || e.holtAb) && (!s.wenn || s.wenn.werte.includes(value(s.wenn.name))));
}
