import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { ichQuery } from "../../api/queries.ts";
import type { Ich } from "../../api/types.ts";
import { UploadBox } from "./UploadBox.tsx";

afterEach(() => vi.unstubAllGlobals());

it.each([true, false])("sends the file, also where nobody wants to know of it (onUploaded: %s)", async (asked) => {
  const sent: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    sent.push(`${init.method} ${url} ${((init.body as FormData).get("datei") as File).name}`);
    return Response.json({ id: "d1" }, { status: 201 });
  });
  const client = new QueryClient();
  client.setQueryData(ichQuery.queryKey, { benutzer: "sb", rechte: ["vorgang.bearbeiten"] } as Ich);
  const onUploaded = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <UploadBox vorgangId="v1" hint="" {...(asked && { onUploaded })} />
    </QueryClientProvider>,
  );
  await userEvent.upload(screen.getByLabelText("Dateien hinzufügen oder hierher ziehen"), new File(["x"], "plan.pdf"));
  await waitFor(() => expect(sent).toEqual(["POST /api/v1/vorgaenge/v1/dokumente plan.pdf"]));
  if (asked) await waitFor(() => expect(onUploaded).toHaveBeenCalledWith({ id: "d1" }));
});
