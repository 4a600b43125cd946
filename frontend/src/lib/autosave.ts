/**
 * When a draft is saved: pure, so that every order of edits, answers and news can be tried in a test. What must hold:
 * a draft that differs from what the server has is under way, waits for its time, or says why not; there is never more
 * than one save under way; what somebody else saved is never overwritten unseen.
 */

/** What the server keeps; every save counts `stand` up. */
export interface Stored<T> {
  stand: number;
  inhalt: T;
}

/** Milliseconds of rest after the last edit, and until an unreachable server is tried again. */
export const REST = 800;
export const RETRY = 10_000;

export interface Autosave<T, V extends Stored<T> = Stored<T>> {
  /** What the server has as far as this browser knows, and the edits are made on. */
  base: Stored<T>;
  inhalt: T;
  /** The save under way. */
  sending: Stored<T> | null;
  /** Saves that got no answer: the server may have one of them. */
  unanswered: T[];
  /** The newest that was heard of and not taken over yet. */
  heard: V | null;
  /** What somebody else saved, while two versions stand against each other. */
  theirs: V | null;
  /** A new object starts the clock anew. */
  wait: { ms: number } | null;
  /** Why the server refused. */
  fault: unknown;
}

export type AutosaveEvent<T, V extends Stored<T> = Stored<T>> =
  | { type: "edit"; inhalt: T }
  /** Time is up, or somebody wants it saved now. */
  | { type: "due" }
  | { type: "saved"; now: V }
  /** No answer: it may have been saved or not. */
  | { type: "unanswered" }
  | { type: "refused"; fault: unknown }
  | { type: "stale"; theirs: V }
  /** Fetched again, for whatever reason. */
  | { type: "heard"; now: V }
  | { type: "settle"; mine: boolean }
  /** The server changed the draft on this person's behalf. */
  | { type: "replaced"; now: V }
  /** Nothing of it is wanted any more. */
  | { type: "dropped" };

export interface Kind<T> {
  same(a: T, b: T): boolean;
  /** What `mine` changed since `base`, put on top of `theirs`. */
  merge(base: T, mine: T, theirs: T): T;
  /** Whether both changed the same place; without it any two changes stand against each other. */
  clash?(base: T, mine: T, theirs: T): boolean;
}

export type SaveState = "gespeichert" | "ungespeichert" | "speichert" | "nur_hier" | "konflikt" | "fehler";

export function begin<T, V extends Stored<T>>(base: Stored<T>, inhalt: T): Autosave<T, V> {
  const clean = { sending: null, unanswered: [], heard: null, theirs: null, wait: null, fault: null };
  return { base, inhalt, ...clean };
}

const stored = <T>({ stand, inhalt }: Stored<T>): Stored<T> => ({ stand, inhalt });

/** What the edits may stand on: the server took one of them, or none of what got no answer. */
export const basesOf = <T, V extends Stored<T>>(s: Autosave<T, V>): T[] => [s.base.inhalt, ...s.unanswered];

export class Rules<T, V extends Stored<T> = Stored<T>> {
  private readonly kind: Kind<T>;
  constructor(kind: Kind<T>) {
    this.kind = kind;
  }

  /** Whether the server lacks something of what is on the screen, or may. */
  isOpen(s: Autosave<T, V>): boolean {
    return s.unanswered.length > 0 || !this.kind.same(s.inhalt, s.base.inhalt);
  }

  /** What the person is told. */
  stateOf(s: Autosave<T, V>): SaveState {
    if (s.theirs) return "konflikt";
    if (s.sending) return "speichert";
    if (!this.isOpen(s)) return "gespeichert";
    if (s.fault) return "fehler";
    return s.wait?.ms === RETRY ? "nur_hier" : "ungespeichert";
  }

  next(s: Autosave<T, V>, e: AutosaveEvent<T, V>): Autosave<T, V> {
    return this.settled(this.step(s, e));
  }

  private step(s: Autosave<T, V>, e: AutosaveEvent<T, V>): Autosave<T, V> {
    switch (e.type) {
      case "edit":
        return { ...s, inhalt: e.inhalt, wait: { ms: REST }, fault: null };
      case "due":
        return this.send(s);
      case "saved": {
        const { sending } = s;
        if (!sending) return s;
        // What was sent counts, not what the server tidied: a blank at the end must not be sent for ever.
        const base = e.now.stand > s.base.stand ? { stand: e.now.stand, inhalt: sending.inhalt } : s.base;
        return this.send({ ...s, base, sending: null, unanswered: [], fault: null });
      }
      case "unanswered":
        return s.sending ? this.lost(s, s.sending) : s;
      case "refused":
        return s.sending ? this.refused(s, s.sending, e.fault) : s;
      case "stale":
        return this.stale({ ...s, sending: null }, e.theirs);
      case "heard":
        return e.now.stand > (s.heard ?? s.base).stand ? { ...s, heard: e.now } : s;
      case "settle":
        return s.theirs ? this.onto({ ...s, theirs: null, wait: { ms: REST } }, s.theirs, e.mine) : s;
      case "replaced":
        return e.now.stand > s.base.stand ? this.onto({ ...s, theirs: null }, e.now, true) : s;
      case "dropped":
        return begin<T, V>({ ...s.base }, s.base.inhalt);
    }
  }

  /** Puts the edits on another version, or gives them up. */
  private onto(s: Autosave<T, V>, now: V, mine: boolean): Autosave<T, V> {
    const onTop = (under: T, base: T) => this.kind.merge(base, s.inhalt, under);
    const inhalt = mine ? basesOf(s).reduce<T>(onTop, now.inhalt) : now.inhalt;
    return { ...s, base: stored(now), inhalt, unanswered: [], fault: null };
  }

  private send(s: Autosave<T, V>): Autosave<T, V> {
    if (s.sending || s.theirs || !this.isOpen(s)) return s;
    return { ...s, sending: { stand: s.base.stand, inhalt: s.inhalt }, fault: null };
  }

  /** What was typed meanwhile may be right: it is tried. */
  private refused(s: Autosave<T, V>, { inhalt }: Stored<T>, fault: unknown): Autosave<T, V> {
    return { ...s, sending: null, fault: this.kind.same(s.inhalt, inhalt) ? fault : null };
  }

  private lost(s: Autosave<T, V>, { inhalt }: Stored<T>): Autosave<T, V> {
    const known = s.unanswered.some((x) => this.kind.same(x, inhalt));
    const unanswered = known ? s.unanswered : [...s.unanswered, inhalt];
    return { ...s, sending: null, unanswered, wait: { ms: RETRY } };
  }

  /** Not a conflict if the newer version is one of ours whose answer was lost, or says nothing new. */
  private stale(s: Autosave<T, V>, theirs: V): Autosave<T, V> {
    const { same } = this.kind;
    if (theirs.stand <= s.base.stand) return this.send(s); // read before what is known already
    const ours = s.unanswered.some((x) => same(x, theirs.inhalt));
    const nothingNew = same(theirs.inhalt, s.inhalt) || same(theirs.inhalt, s.base.inhalt);
    if (ours || nothingNew) return this.send({ ...s, base: stored(theirs), unanswered: [] });
    const { clash } = this.kind;
    if (clash && !basesOf(s).some((base) => clash(base, s.inhalt, theirs.inhalt)))
      return this.send(this.onto(s, theirs, true));
    return { ...s, theirs };
  }

  /** What must hold after every event. */
  private settled(s: Autosave<T, V>): Autosave<T, V> {
    const heard = s.heard && s.heard.stand > s.base.stand ? s.heard : null;
    if (s.sending || s.theirs) return { ...s, heard, wait: null };
    if (this.isOpen(s)) return { ...s, heard, wait: s.wait ?? (s.fault ? null : { ms: REST }) };
    const clean = { ...s, heard: null, wait: null, fault: null };
    return heard ? { ...clean, base: stored(heard), inhalt: heard.inhalt } : clean;
  }
}
