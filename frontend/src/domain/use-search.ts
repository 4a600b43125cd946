import { useLocation, useNavigate, useRouter } from "@tanstack/react-router";

declare module "@tanstack/history" {
  interface HistoryState {
    /** Index of the entry a search began on: leaving the search leads back to exactly that one. */
    searchFrom?: number;
  }
}

/**
 * A search stands above what was before: however often it is changed it is one entry of the history, and leaving it
 * shows the list again with its view, filter, sorting and place.
 */
export function useSearch() {
  const router = useRouter();
  const navigate = useNavigate();
  /** What is searched for now; empty = nothing. */
  const sought = useLocation({ select: (l) => String((l.search as { suche?: string }).suche ?? "") });
  const onDesk = useLocation({ select: (l) => l.pathname === "/schreibtisch" });
  const active = onDesk && sought !== "";

  function find(suche: string): void {
    const { state } = router.state.location;
    if (active)
      navigate({
        to: "/schreibtisch",
        search: (before) => ({ ...before, ansicht: before.ansicht ?? "alle", suche, vorgang: undefined }),
        replace: true,
        state: true,
      });
    else
      navigate({
        to: "/schreibtisch",
        search: { ansicht: "alle", suche },
        state: { searchFrom: state.__TSR_index },
      });
  }

  function leave(): void {
    if (!active) return;
    const { searchFrom, __TSR_index: now } = router.state.location.state;
    if (searchFrom !== undefined && searchFrom < now) router.history.go(searchFrom - now);
    // Begun by a link: there is nothing to go back to.
    else
      navigate({
        to: "/schreibtisch",
        search: (before) => ({ ...before, ansicht: before.ansicht ?? "alle", suche: undefined }),
        replace: true,
      });
  }

  return { sought, onDesk, active, find, leave };
}
