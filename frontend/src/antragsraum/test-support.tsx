import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render } from "@testing-library/react";
import { I18nextProvider } from "react-i18next";
import { vi } from "vitest";
import { App } from "./App";
import { makeQueryClient } from "./api/queries";
import type { Ich, Nachricht, Verschlossen, Vorgang, Zeile } from "./api/types";
import { makeI18n } from "./i18n";

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, "0")}`;
export const ids = { vorgang: uuid(1), nachricht: uuid(2), punkt: uuid(3), bescheid: uuid(4), pdf: uuid(5) };

export const ich: Ich = {
  name: "Annegret Öztürk",
  art: "person",
  vertrauensniveau: 3,
  einwilligung: "erteilt",
  einwilligungAm: "2026-11-02T10:00:00Z",
  einwilligungNiveau: 3,
  behoerde: "Stadt Musterstadt",
};

export const nachricht: Nachricht = {
  id: ids.nachricht,
  richtung: "aus",
  art: "nachricht",
  am: "2026-11-19T10:00:00Z",
  betreff: "Eine Frage zu Ihrem Antrag",
  text: "Wie groß ist die Wohnung?",
  gesperrt: false,
  vertrauensniveau: 1,
  neu: false,
  antwort: "erforderlich",
  antwortBis: "2026-12-05",
  fristAngehalten: false,
  anhaenge: [],
  punkte: [],
};

export const vorgang: Vorgang = {
  id: ids.vorgang,
  vorgangsnummer: "2026-0001",
  titel: "Wohngeld",
  stand: "antwort_noetig",
  amZug: "sie",
  bis: "2026-12-05",
  offen: [{ art: "antwort", nachrichtId: ids.nachricht, bis: "2026-12-05", punkte: 0 }],
  abrufVorbei: false,
  rechtsbehelfBis: null,
  eingangAm: "2026-11-02T08:00:00Z",
  neu: 0,
  behoerde: "Stadt Musterstadt",
  kontakt: {
    einheit: "Wohngeldstelle",
    email: "wohngeld@musterstadt.example",
    telefon: "0391 555-12",
    anschrift: "Rathausplatz 1",
  },
  antragsdaten: [],
  dokumente: [],
  nachrichten: [nachricht],
  antwortMoeglich: true,
  ruecknahmeMoeglich: true,
  ruecknahmeNiveau: 1,
  bescheide: [],
};

/** Nothing waits for the person any more. */
export const atOffice = { stand: "in_pruefung", amZug: "behoerde", bis: null, offen: [] } satisfies Partial<Zeile>;

/** What the overview gets. */
export const list = (vorgaenge: Zeile[], verschlossen: Verschlossen[] = []) => ({ vorgaenge, verschlossen });

/** A problem of the server, for `serve`. */
export class Refusal {
  readonly status: number;
  readonly problem: object;
  constructor(status: number, problem: object) {
    this.status = status;
    this.problem = problem;
  }
}

export const levelTooLow = (niveau: number) =>
  new Refusal(403, { code: "forbidden", reason: "level_too_low", fields: { vertrauensniveau: String(niveau) } });

export const loginTooOld = (minuten: number) =>
  new Refusal(403, { code: "forbidden", reason: "login_too_old", fields: { minuten: String(minuten) } });

/** Answers of the server by `METHOD path` below `/antragsraum/api/v1`; a number stands for a problem with that status. */
export function serve(routes: Record<string, unknown>) {
  const calls: { route: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    const route = `${init?.method ?? "GET"} ${url.replace("/antragsraum/api/v1", "")}`;
    calls.push({ route, body: typeof init?.body === "string" ? JSON.parse(init.body) : undefined });
    const answer = routes[route] ?? 404;
    if (typeof answer === "number") return new Response("", { status: answer });
    if (answer instanceof Refusal) return new Response(JSON.stringify(answer.problem), { status: answer.status });
    return new Response(JSON.stringify(typeof answer === "function" ? answer() : answer), { status: 200 });
  });
  return calls;
}

/** Uploads go out by XMLHttpRequest: each request is answered with the next status, and its parts are kept. */
export function serveUploads(statuses: number[], after: () => Vorgang): FormData[] {
  const sent: FormData[] = [];
  class FakeRequest {
    status = 0;
    responseText = "";
    upload: { onprogress?: (event: object) => void } = {};
    onload?: () => void;
    open() {}
    abort() {}
    send(form: FormData) {
      sent.push(form);
      this.upload.onprogress?.({ lengthComputable: true, loaded: 1, total: 1 });
      this.status = statuses.shift() ?? 500;
      this.responseText = this.status === 201 ? JSON.stringify(after()) : "";
      setTimeout(() => this.onload?.(), 0);
    }
  }
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  return sent;
}

export function openPage(path: string) {
  window.history.pushState(null, "", path);
  window.scrollTo = () => {};
  Element.prototype.scrollIntoView = () => {};
  return render(
    <I18nextProvider i18n={makeI18n("de")}>
      <QueryClientProvider client={makeQueryClient()}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>,
  );
}

export const vorgangPath = `/antragsraum/vorgaenge/${ids.vorgang}`;

export function tidy() {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  window.localStorage.clear();
}
