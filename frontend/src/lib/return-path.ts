interface ReturnPath {
  href: string;
  title: string;
}

const NAME = "kontor.liste";

/** Remembers the list one came from, filters and all. */
export function rememberList(title: string): void {
  sessionStorage.setItem(NAME, JSON.stringify({ href: location.pathname + location.search, title }));
}

export function lastList(): ReturnPath | null {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? "null");
  } catch {
    return null;
  }
}
