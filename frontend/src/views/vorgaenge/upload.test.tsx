import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, it, vi } from "vitest";
import { ichQuery } from "../../api/queries.ts";
import type { Ich } from "../../api/types.ts";
import { UploadBox } from "./UploadBox.tsx";

afterEach(() => vi.unstubAllGlobals());

it.each([true, false])(
  "sends each file and tells of all of them at once, also where nobody wants to know of it (onUploaded: %s)",
  async (asked) => {
    const sent: string[] = [];
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const { name } = (init.body as FormData).get("datei") as File;
      sent.push(`${init.method} ${url} ${name}`);
      return Response.json({ id: name }, { status: 201 });
    });
    const client = new QueryClient();
    client.setQueryData(ichQuery.queryKey, { benutzer: "sb", rechte: ["vorgang.bearbeiten"] } as Ich);
    const onUploaded = vi.fn();
    render(
      <QueryClientProvider client={client}>
        <UploadBox vorgangId="v1" hint="" {...(asked && { onUploaded })} />
      </QueryClientProvider>,
    );
    const files = ["plan.pdf", "foto.jpg"].map((name) => new File(["x"], name));
    await userEvent.upload(screen.getByLabelText("Dateien hinzufügen oder hierher ziehen"), files);
    const at = "POST /api/v1/vorgaenge/v1/dokumente";
    await waitFor(() => expect(sent).toEqual([`${at} plan.pdf`, `${at} foto.jpg`]));
    if (asked) await waitFor(() => expect(onUploaded.mock.calls).toEqual([[[{ id: "plan.pdf" }, { id: "foto.jpg" }]]]));
  },
);
