interface ListName {
  ansicht: string;
  suche?: string;
}

interface ReturnPath extends ListName {
  href: string;
}

const NAME = "kontor.liste";

/** Remembers the list one came from, filters and all. Its title is made anew: the language may change meanwhile. */
export function rememberList({ ansicht, suche }: ListName): void {
  sessionStorage.setItem(NAME, JSON.stringify({ href: location.pathname + location.search, ansicht, suche }));
}

/** null = came from no list. */
export function lastList(): ReturnPath | null {
  try {
    const found: ReturnPath | null = JSON.parse(sessionStorage.getItem(NAME) ?? "null");
    return found?.ansicht ? found : null;
  } catch {
    return null;
  }
}
