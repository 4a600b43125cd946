/** Two letters for the round marks of people. */
export function initials(name: string): string {
  const teile = name.split(/[\s,]+/).filter(Boolean);
  const erste = teile[0]?.[0] ?? "?";
  const letzte = teile.length > 1 ? (teile.at(-1)?.[0] ?? "") : "";
  return (erste + letzte).toUpperCase();
}

/** Splits a search hit at its U+2063 marks; every second part is the hit. */
export function hitParts(treffer: string): { text: string; hit: boolean; ab: number }[] {
  let ab = 0;
  return treffer.split("\u2063").map((text, nr) => {
    const teil = { text, hit: nr % 2 === 1, ab };
    ab += text.length + 1;
    return teil;
  });
}

/** Folds case, umlauts and accents, so that “mueller” finds “Müller”. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}
