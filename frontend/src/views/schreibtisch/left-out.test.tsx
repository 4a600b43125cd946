import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { ichQuery } from "../../api/queries.ts";
import type { Ich, VorgangZeile } from "../../api/types.ts";
import { BulkBar } from "./BulkBar.tsx";

afterEach(() => vi.unstubAllGlobals());

const left = { vorgangsnummer: "2027-1", dokument: "d1", titel: "rechnung.pdf", grund: "befallen" };

/** The server: asks until the file is confirmed, then sends the ZIP. */
function serve() {
  const sent: { bestaetigt: string[] }[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
    const body = JSON.parse(String(init.body));
    sent.push(body);
    if (body.bestaetigt.includes("d1")) {
      const name = "attachment; filename=1_Abgabe.Abgabe.0401.zip";
      return new Response("PK", { headers: { "Content-Disposition": name } });
    }
    const rueckfrage = { bestaetigen: ["d1"], ausgelassen: [left] };
    const problem = {
      type: "x",
      title: "x",
      status: 409,
      code: "conflict",
      reason: "left_out_unconfirmed",
      rueckfrage,
    };
    return Response.json(problem, { status: 409 });
  });
  return sent;
}

it("an export asks about what it leaves out, with name and reason, and keeps the server's file name", async () => {
  const sent = serve();
  const saved: string[] = [];
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = () => {};
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => {} }));
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
  const client = new QueryClient();
  client.setQueryData(ichQuery.queryKey, { benutzer: "sb", rechte: ["vorgang.exportieren"] } as Ich);
  render(
    <QueryClientProvider client={client}>
      <BulkBar rows={[{ id: "v1", vorgangsnummer: "2027-1" } as VorgangZeile]} onDone={() => {}} />
    </QueryClientProvider>,
  );
  await userEvent.click(screen.getByRole("button", { name: "Als xdomea exportieren" }));
  const dialog = await screen.findByRole("dialog", { name: "Eine Datei geht nicht mit" });
  expect(dialog.textContent).toContain("2027-1: rechnung.pdf – Schadsoftware gefunden, gesperrt");
  expect(saved).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "Ohne diese Dateien exportieren" }));
  await waitFor(() => expect(saved).toEqual(["1_Abgabe.Abgabe.0401.zip"]));
  expect(sent.map((s) => s.bestaetigt)).toEqual([[], ["d1"]]);
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
