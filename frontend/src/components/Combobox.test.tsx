import { render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { type ComponentProps, useState } from "react";
import { expect, it, vi } from "vitest";
import { Combobox } from "./Combobox.tsx";

const options = [
  { value: "a", label: "Anna Amsel", detail: "Ordnungsamt" },
  { value: "b", label: "Bela Müller", detail: "Tiefbau", remark: "3 offen" },
  { value: "c", label: "Clara Meier" },
];

type Given = Partial<ComponentProps<typeof Combobox>>;

/** The field with keyboard in it, and what is chosen. */
async function open(given: Given = {}) {
  const chosen = vi.fn();
  const closed = vi.fn();
  function Form() {
    const [value, setValue] = useState(given.value ?? "");
    const take = (wert: string) => {
      chosen(wert);
      setValue(wert);
    };
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: stands for the dialog that ends with Escape
      <div onKeyDown={(e) => e.key === "Escape" && closed()}>
        <Combobox label="Person" options={options} {...given} value={value} onChange={take} />
        <button type="button">Weiter</button>
      </div>
    );
  }
  render(<Form />);
  const user = userEvent.setup();
  await user.tab();
  return { user, chosen, closed };
}
const line = () => screen.getByRole<HTMLInputElement>("combobox", { name: "Person" });
const names = () => screen.queryAllByRole("option").map((o) => o.firstElementChild?.textContent);
/** The option that a screen reader is on. */
const looked = () => document.getElementById(line().getAttribute("aria-activedescendant") ?? "")?.firstElementChild;

it("unfolds with an arrow, moves with arrows, Home and End, and takes with Enter", async () => {
  const { user, chosen } = await open();
  expect(line().getAttribute("aria-expanded")).toBe("false");
  await user.keyboard("{ArrowDown}");
  expect(line().getAttribute("aria-expanded")).toBe("true");
  expect(line().getAttribute("aria-controls")).toBe(screen.getByRole("listbox", { name: "Person" }).id);
  expect(looked()?.textContent).toBe("Anna Amsel");
  await user.keyboard("{ArrowUp}");
  expect(looked()?.textContent).toBe("Clara Meier");
  await user.keyboard("{ArrowDown}{ArrowDown}");
  expect(looked()?.textContent).toBe("Bela Müller");
  await user.keyboard("{End}");
  expect(looked()?.textContent).toBe("Clara Meier");
  await user.keyboard("{Home}");
  expect(looked()?.textContent).toBe("Anna Amsel");
  expect(chosen).not.toHaveBeenCalled();
  await user.keyboard("{Enter}");
  expect(chosen.mock.calls).toEqual([["a"]]);
  expect(line().value).toBe("Anna Amsel");
  expect(screen.queryByRole("listbox")).toBeNull();
});

it("begins at what is chosen, and marks it", async () => {
  const { user } = await open({ value: "b" });
  await user.keyboard("{ArrowDown}");
  expect(looked()?.textContent).toBe("Bela Müller");
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Bela Müller");
});

it("narrows the list while typing, by name and detail but not by a remark, and says how many there are", async () => {
  const { user } = await open();
  await user.keyboard("me");
  expect(names()).toEqual(["Clara Meier"]);
  expect(screen.getByRole("status").textContent).toBe("1 Treffer");
  await user.clear(line());
  await user.keyboard("mueller");
  expect(names()).toEqual(["Bela Müller"]);
  await user.clear(line());
  await user.keyboard("amt");
  expect(names()).toEqual(["Anna Amsel"]);
  await user.clear(line());
  await user.keyboard("offen");
  expect(names()).toEqual([]);
  expect(screen.getByRole("status").textContent).toBe("Nichts gefunden");
  expect(line().getAttribute("aria-expanded")).toBe("false");
});

it("takes the only hit with Enter; where nothing fits, it takes nothing and keeps what was typed", async () => {
  const { user, chosen } = await open();
  await user.keyboard("müll{Enter}");
  expect(chosen.mock.calls).toEqual([["b"]]);
  await user.clear(line());
  await user.keyboard("niemand{Enter}");
  expect(chosen.mock.calls).toEqual([["b"]]);
  expect(line().value).toBe("niemand");
});

it("folds with Escape, then takes back what was typed, then leaves the key to the dialog", async () => {
  const { user, chosen, closed } = await open();
  await user.keyboard("me{Escape}");
  expect(screen.queryByRole("listbox")).toBeNull();
  expect(line().value).toBe("me");
  await user.keyboard("{Escape}");
  expect(line().value).toBe("");
  expect(closed).not.toHaveBeenCalled();
  await user.keyboard("{Escape}");
  expect(closed).toHaveBeenCalledOnce();
  expect(chosen).not.toHaveBeenCalled();
});

it("keeps the choice when the field is left in the middle of a word, and removes it when it was emptied", async () => {
  const { user, chosen } = await open({ value: "c" });
  await user.clear(line());
  await user.keyboard("Ann");
  await user.tab();
  expect(line().value).toBe("Clara Meier");
  expect(chosen).not.toHaveBeenCalled();
  await user.clear(line());
  await user.tab();
  expect(chosen.mock.calls).toEqual([[""]]);
});

it.each(["{Enter}", "{Tab}"])("takes a text that is no option only where any text will do (%s)", async (key) => {
  const { user, chosen } = await open({ free: true });
  await user.keyboard(`haus.nr`);
  expect(screen.getByText("Nicht in der Liste. Mit Eingabe trotzdem übernehmen.", { selector: "p" })).toBeTruthy();
  await user.keyboard(key);
  expect(chosen.mock.calls).toEqual([["haus.nr"]]);
});

it("takes with a click", async () => {
  const { user, chosen } = await open();
  await user.click(line());
  await user.click(within(screen.getByRole("listbox")).getByText("Bela Müller"));
  expect(chosen.mock.calls).toEqual([["b"]]);
  expect(document.activeElement).toBe(line());
});

it("leaves arrows with Alt to the table around it", async () => {
  const { user } = await open();
  await user.keyboard("{Alt>}{ArrowDown}{/Alt}");
  expect(screen.queryByRole("listbox")).toBeNull();
});

it("shows a listed list before anything is typed, and sends the form only with nothing left to take", async () => {
  const { user, chosen, closed } = await open({ listed: true });
  expect(names()).toEqual(["Anna Amsel", "Bela Müller", "Clara Meier"]);
  expect(screen.getByRole("status").textContent).toBe("");
  await user.keyboard("me{Enter}");
  expect(chosen.mock.calls).toEqual([["c"]]);
  expect(names()).toHaveLength(3);
  expect(screen.getByRole("option", { selected: true }).textContent).toBe("Clara Meier");
  await user.keyboard("{Escape}");
  expect(closed).toHaveBeenCalledOnce();
});

it("shows the first of many, and says that there are more", async () => {
  const many = Array.from({ length: 64 }, (_, nr) => ({ value: `${nr}`, label: `Feld ${nr}` }));
  const { user } = await open({ options: many });
  await user.keyboard("{ArrowDown}");
  expect(names()).toHaveLength(60);
  expect(screen.getByRole("status").textContent).toBe("64 Treffer. 4 weitere Treffer – bitte genauer tippen");
});
