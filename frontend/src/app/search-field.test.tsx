import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from "@tanstack/react-router";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it } from "vitest";
import { parseDeskSearch } from "../views/schreibtisch/search.ts";
import { SearchField } from "./SearchField.tsx";

const LIST = "/schreibtisch?ansicht=nicht_zugewiesen&einheit=lf-32&sortierung=eingang&vorgang=a";

/** The search field over the desk and a case, with these addresses visited one after the other. */
async function open(...initialEntries: string[]) {
  const root = createRootRoute({
    component: () => (
      <>
        <SearchField />
        <Outlet />
      </>
    ),
  });
  const routes = [
    createRoute({ getParentRoute: () => root, path: "/schreibtisch", validateSearch: parseDeskSearch }),
    createRoute({ getParentRoute: () => root, path: "/vorgaenge/$id" }),
  ];
  const history = createMemoryHistory({ initialEntries });
  const router = createRouter({ routeTree: root.addChildren(routes), history });
  render(<RouterProvider router={router as never} />);
  const field = await screen.findByRole("searchbox", { name: "Vorgänge suchen" });
  const at = () => router.state.location.href;
  return { user: userEvent.setup(), field, at, history };
}

const searchOf = (href: string) => Object.fromEntries(new URL(href, "http://x").searchParams);

it("Escape leads back to exactly the list one came from", async () => {
  const { user, field, at } = await open(LIST);
  const before = searchOf(at());
  await user.type(field, "Müller");
  await waitFor(() => expect(searchOf(at())).toEqual({ ansicht: "alle", suche: "Müller" }));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(searchOf(at())).toEqual(before));
  expect(field).toHaveProperty("value", "");
  expect(document.activeElement).toBe(document.body); // the list takes it from here
});

it("a search is one entry of the history, however often it is changed", async () => {
  const { user, field, at, history } = await open("/vorgaenge/b", LIST);
  await user.type(field, "Mü");
  await waitFor(() => expect(at()).toContain("suche="));
  await user.type(field, "ller");
  await waitFor(() => expect(searchOf(at()).suche).toBe("Müller"));
  expect(history.length).toBe(3);
  history.back();
  await waitFor(() => expect(searchOf(at()).ansicht).toBe("nicht_zugewiesen"));
  history.back();
  await waitFor(() => expect(at()).toBe("/vorgaenge/b"));
});

it("emptying the field ends the search, too", async () => {
  const { user, field, at } = await open(LIST);
  await user.type(field, "x{Enter}");
  await waitFor(() => expect(searchOf(at()).suche).toBe("x"));
  await user.clear(field);
  await waitFor(() => expect(searchOf(at()).ansicht).toBe("nicht_zugewiesen"));
});

it("a search begun at a case leads back to the case", async () => {
  const { user, field, at } = await open("/vorgaenge/b");
  await user.type(field, "Müller");
  expect(at()).toBe("/vorgaenge/b"); // not before Enter
  await user.keyboard("{Enter}");
  await waitFor(() => expect(searchOf(at()).suche).toBe("Müller"));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(at()).toBe("/vorgaenge/b"));
});

it("a search that a link began leaves the view as it is", async () => {
  const { user, field, at } = await open("/schreibtisch?ansicht=alle&suche=x&status=neu");
  await user.click(field);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(searchOf(at())).toEqual({ ansicht: "alle", status: "neu" }));
});

it("a blank at the end is not taken away while one types on", async () => {
  const { user, field, at } = await open(LIST);
  await user.type(field, "Knut ");
  await waitFor(() => expect(searchOf(at()).suche).toBe("Knut"));
  await user.type(field, "Müller");
  expect(field).toHaveProperty("value", "Knut Müller");
});
