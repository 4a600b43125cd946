import { render, screen } from "@testing-library/react";
import { expect, it } from "vitest";
import { aVorgang } from "../../domain/testdata.ts";
import { ApplicantCard } from "./ApplicantCard.tsx";

const person = {
  ...{ art: "person", vertrauensniveau: 0, vorname: "Yasemin", nachname: "Kornblume" },
  ...{ email: "ich@example.org", telefon: "0170 999" },
};

it("marks what was guessed and offers no way to write to it", () => {
  render(<ApplicantCard vorgang={aVorgang({ antragstellerDaten: { ...person, unbestaetigt: ["email"] } })} />);
  expect(screen.getByText("ich@example.org").textContent).toContain("nicht bestätigt");
  expect(screen.queryByRole("link")).toBeNull();
  expect(screen.getByText("0170 999").textContent).not.toContain("nicht bestätigt");
  screen.getByText(/Kontor schickt nichts dorthin/);
});

it("says nothing of it where the login or a mapping knows", () => {
  render(<ApplicantCard vorgang={aVorgang({ antragstellerDaten: person })} />);
  expect(screen.getByRole("link", { name: "ich@example.org" }).getAttribute("href")).toBe("mailto:ich@example.org");
  expect(screen.queryByText(/nicht bestätigt/)).toBeNull();
});

it("says of an impossible address that nothing can be sent there", () => {
  render(
    <ApplicantCard vorgang={aVorgang({ antragstellerDaten: { ...person, email: "k.A.", emailUnbrauchbar: true } })} />,
  );
  expect(screen.getByText("k.A.").textContent).toContain("keine E-Mail-Adresse");
  expect(screen.queryByRole("link")).toBeNull();
  screen.getByText(/lässt sich nichts schicken. Nachrichten liegen im Antragsraum bereit/);
  expect(screen.queryByText(/nicht bestätigt/)).toBeNull();
});

it("promises no message in the Antragsraum to somebody without an account", () => {
  const antragstellerDaten = { ...person, email: "k.A.", emailUnbrauchbar: true };
  render(<ApplicantCard vorgang={aVorgang({ antragstellerDaten, antwortMoeglich: false })} />);
  screen.getByText("kein Konto, erreichbar per Brief");
  screen.getByText(/lässt sich nichts schicken. Nachrichten und Bescheide gehen als Brief/);
});
