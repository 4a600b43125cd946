import type { Autosave, AutosaveEvent, Rules, SaveState, Stored } from "./autosave.ts";

export interface Wire<T, V extends Stored<T>> {
  save(stand: number, inhalt: T): Promise<V>;
  /** What a failed save means. */
  explain(fault: unknown): Promise<AutosaveEvent<T, V>>;
  /** Keeps what is open in the browser; null = nothing is. */
  keep(open: { base: Stored<T>; inhalt: T } | null): void;
  /** Nobody looks any more, and what was open could not be saved. */
  unsaved?(): void;
}

/** Left while a save was under way: whoever comes back goes on with it, so that there are never two for one draft. */
const underWay = new Map<string, unknown>();

/** The saver of this name that is under way; null = none. */
export const underWayAs = <T, V extends Stored<T>>(name: string): Autosaver<T, V> | null =>
  (underWay.get(name) as Autosaver<T, V> | undefined) ?? null;

/** Does what the rules of autosave.ts say: sends, waits, and tells who looks on. Lives as long as a save is under way. */
export class Autosaver<T, V extends Stored<T> = Stored<T>> {
  private readonly name: string;
  private readonly rules: Rules<T, V>;
  private readonly wire: Wire<T, V>;
  private now: Autosave<T, V>;
  private readonly lookers = new Set<() => void>();
  private clock: ReturnType<typeof setTimeout> | undefined;
  private left = false;

  constructor(name: string, rules: Rules<T, V>, wire: Wire<T, V>, first: Autosave<T, V>) {
    this.name = name;
    this.rules = rules;
    this.wire = wire;
    this.now = first;
  }

  readonly snapshot = (): Autosave<T, V> => this.now;
  readonly subscribe = (look: () => void): (() => void) => {
    this.lookers.add(look);
    return () => this.lookers.delete(look);
  };

  get state(): SaveState {
    return this.rules.stateOf(this.now);
  }

  readonly tell = (event: AutosaveEvent<T, V>): void => {
    const before = this.now;
    const now = this.rules.next(before, event);
    this.now = now;
    if (now.wait !== before.wait) this.setClock();
    if (now.base !== before.base || now.inhalt !== before.inhalt) this.keep();
    if (now.sending && now.sending !== before.sending) void this.send(now.sending);
    for (const look of this.lookers) look();
  };

  /** Saves what is open; false when it could not be saved. */
  readonly flush = (): Promise<boolean> => {
    this.tell({ type: "due" });
    return new Promise((resolve) => {
      const look = () => {
        if (this.now.sending) return;
        this.lookers.delete(look);
        resolve(this.state === "gespeichert");
      };
      this.lookers.add(look);
      look();
    });
  };

  /** Somebody looks, or looks again: what a closed browser left behind is saved now. */
  enter(): void {
    this.left = false;
    underWay.delete(this.name);
    this.setClock();
    this.tell({ type: "due" });
  }

  /** Nobody looks any more: what is open is saved now and not tried again later. False = it could not be saved. */
  async leave(): Promise<boolean> {
    this.left = true;
    underWay.set(this.name, this);
    clearTimeout(this.clock);
    const saved = await this.flush();
    if (!this.left) return true; // somebody came back and sees for himself
    underWay.delete(this.name);
    if (!saved) this.wire.unsaved?.();
    return saved;
  }

  private async send({ stand, inhalt }: Stored<T>): Promise<void> {
    let event: AutosaveEvent<T, V>;
    try {
      event = { type: "saved", now: await this.wire.save(stand, inhalt) };
    } catch (fault) {
      event = await this.wire.explain(fault).catch(() => ({ type: "unanswered" }) as const);
    }
    this.tell(event);
  }

  private keep(): void {
    const { base, inhalt } = this.now;
    this.wire.keep(this.rules.isOpen(this.now) ? { base, inhalt } : null);
  }

  private setClock(): void {
    clearTimeout(this.clock);
    const { wait } = this.now;
    if (wait && !this.left) this.clock = setTimeout(() => this.tell({ type: "due" }), wait.ms);
  }
}
