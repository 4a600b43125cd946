import { expect, it } from "vitest";
import { type Autosave, type AutosaveEvent, basesOf, begin, RETRY, Rules, type Stored } from "./autosave.ts";

/** A draft of several places; each holds one number, 0 = empty. */
type Draft = number[];
type State = Autosave<Draft>;
const PLACES = 4;
const EMPTY: Draft = Array(PLACES).fill(0);

const same = (a: Draft, b: Draft): boolean => a.every((v, i) => v === b[i]);
const kind = {
  same,
  merge: (base: Draft, mine: Draft, theirs: Draft) => theirs.map((t, i) => (mine[i] === base[i] ? t : (mine[i] ?? 0))),
};
const rules = new Rules<Draft>(kind);

function seeded(seed: number): (below: number) => number {
  let a = seed;
  return (below) => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

interface Save {
  sent: Stored<Draft>;
  /** What the server answered; null = it has not read it yet. */
  answer: AutosaveEvent<Draft> | null;
}

/** A browser, a colleague, a server and a bad network between them. */
class World {
  server: Stored<Draft> = { stand: 1, inhalt: EMPTY };
  state: State = begin(this.server, this.server.inhalt);
  /** Saves the browser still waits for. */
  saves: Save[] = [];
  /** Saves given up by the browser, still somewhere in the network. */
  ghosts: Stored<Draft>[] = [];
  /** Fetched copies on their way. */
  reads: Stored<Draft>[] = [];
  /** Last of both people at each place, and what of the colleague's this person has been shown. */
  typed = new Map<number, number>();
  colleague = new Map<number, number>();
  shown = new Set<string>();
  log: string[] = [];
  private count = 0;
  private readonly draw: (below: number) => number;
  private readonly mayClash: boolean;

  constructor(seed: number, mayClash: boolean) {
    this.draw = seeded(seed);
    this.mayClash = mayClash;
  }

  tell(e: AutosaveEvent<Draft>): void {
    this.log.push(JSON.stringify(e));
    const before = this.state;
    this.state = rules.next(before, e);
    if (this.state.sending && this.state.sending !== before.sending) {
      this.saves.push({ sent: this.state.sending, answer: null });
      this.must(this.saves.length === 1, "two saves under way");
    }
    this.look();
  }

  must(holds: boolean, what: string): void {
    if (!holds) throw new Error(`${what}\n${this.log.join("\n")}\n${JSON.stringify(this.state)}`);
  }

  /** What is on the screen, and whether it is true. */
  look(): void {
    const s = this.state;
    s.inhalt.forEach((v, i) => void this.shown.add(`${i}:${v}`));
    const both = (i: number) => basesOf(s).some((b) => b[i] !== s.inhalt[i] && b[i] !== s.theirs?.inhalt[i]);
    s.theirs?.inhalt.forEach((v, i) => void (both(i) && this.shown.add(`${i}:${v}`)));
    const word = rules.stateOf(s);
    if (word === "speichert") this.must(this.saves.length === 1, word);
    if (word === "ungespeichert" || word === "nur_hier") this.must(s.wait !== null, word);
    if (word === "gespeichert") this.must(same(s.inhalt, s.base.inhalt) && this.saves.length === 0, word);
    if (word === "konflikt") this.must(s.sending === null, word);
  }

  edit(): void {
    const at = this.mayClash ? this.draw(PLACES) : this.draw(2);
    const value = this.draw(5) === 0 ? 0 : ++this.count;
    const inhalt = this.state.inhalt.map((v, i) => (i === at ? value : v));
    this.typed.set(at, value);
    this.tell({ type: "edit", inhalt });
  }

  colleagueSaves(): void {
    const at = this.mayClash ? this.draw(PLACES) : 2 + this.draw(2);
    const value = ++this.count;
    this.colleague.set(at, value);
    const inhalt = this.server.inhalt.map((v, i) => (i === at ? value : v));
    this.server = { stand: this.server.stand + 1, inhalt };
    this.log.push(`colleague ${JSON.stringify(this.server)}`);
  }

  /** The server reads a save, and refuses what was made on an older version. */
  write(sent: Stored<Draft>): AutosaveEvent<Draft> {
    if (sent.stand !== this.server.stand) return { type: "stale", theirs: this.server };
    for (const [at, value] of this.colleague) {
      if (this.server.inhalt[at] !== value || sent.inhalt[at] === value) continue;
      this.must(this.shown.has(`${at}:${value}`), `overwritten unseen at ${at}: ${value}`);
    }
    this.server = { stand: this.server.stand + 1, inhalt: sent.inhalt };
    this.log.push(`written ${JSON.stringify(this.server)}`);
    return { type: "saved", now: this.server };
  }

  serverReads(): void {
    const [save] = this.saves;
    if (save && !save.answer) save.answer = this.write(save.sent);
    else if (this.ghosts.length > 0) this.write(this.ghosts.shift() as Stored<Draft>);
  }

  answer(): void {
    const [save] = this.saves;
    if (!save?.answer) return;
    this.saves = [];
    // After "stale" the browser reads what is there by then.
    this.tell(save.answer.type === "stale" ? { type: "stale", theirs: this.server } : save.answer);
  }

  /** The wire breaks: before the server read it, after, or it reads it much later. */
  breakWire(): void {
    const [save] = this.saves;
    if (!save) return;
    this.saves = [];
    if (!save.answer && this.draw(2) === 0) this.ghosts.push(save.sent);
    this.tell({ type: "unanswered" });
  }

  time(): void {
    if (this.state.wait) this.tell({ type: "due" });
  }

  settle(): void {
    if (!this.state.theirs) return;
    // Without clashes nothing of either may get lost; with them a person sometimes gives theirs up.
    const mine = !this.mayClash || this.draw(3) > 0;
    if (!mine) this.typed.clear();
    this.tell({ type: "settle", mine });
  }

  step(): void {
    const acts = [
      () => this.edit(),
      () => this.edit(),
      () => this.time(),
      () => this.time(),
      () => this.serverReads(),
      () => this.serverReads(),
      () => this.answer(),
      () => this.answer(),
      () => this.colleagueSaves(),
      () => this.breakWire(),
      () => this.settle(),
      () => void this.reads.push(this.server),
      () => {
        const [read] = this.reads.splice(this.draw(this.reads.length || 1), 1);
        if (read) this.tell({ type: "heard", now: read });
      },
      () => this.tell({ type: "due" }), // somebody wants to activate, or leaves the page
    ];
    acts[this.draw(acts.length)]?.();
  }

  /** Everything is answered, the network is well, and nobody types. */
  quiet(): void {
    for (let turn = 0; turn < 50; turn++) {
      while (this.ghosts.length > 0 && !this.saves[0]) this.serverReads();
      this.serverReads();
      this.answer();
      this.settle();
      this.time();
      for (const read of this.reads.splice(0)) this.tell({ type: "heard", now: read });
    }
    this.tell({ type: "heard", now: this.server });
  }
}

function run(seed: number, mayClash: boolean): World {
  const world = new World(seed, mayClash);
  for (let n = 0; n < 60; n++) world.step();
  world.quiet();
  world.must(rules.stateOf(world.state) === "gespeichert", `quiet, seed ${seed}`);
  world.must(same(world.state.inhalt, world.server.inhalt), `what is shown is what is kept, seed ${seed}`);
  return world;
}

it("in the end the server has what was typed, whatever came between", () => {
  for (let seed = 0; seed < 3000; seed++) {
    const world = run(seed, false);
    for (const [at, value] of [...world.typed, ...world.colleague])
      world.must(world.server.inhalt[at] === value, `place ${at} is ${value}, seed ${seed}`);
  }
}, 60_000);

it("never writes unseen over what a colleague saved, and ends quiet", () => {
  for (let seed = 0; seed < 3000; seed++) run(seed, true);
}, 60_000);

const edited = (inhalt: Draft, from: State = begin({ stand: 1, inhalt: EMPTY }, EMPTY)): State =>
  rules.next(from, { type: "edit", inhalt });
const sent = (inhalt: Draft): State => rules.next(edited(inhalt), { type: "due" });

it("has nothing to save after an edit that changes nothing, or one taken back", () => {
  expect(rules.stateOf(edited([...EMPTY]))).toBe("gespeichert");
  expect(rules.stateOf(edited([...EMPTY], edited([1, 0, 0, 0])))).toBe("gespeichert");
});

it("saves an edit made during a save right after it", () => {
  const during = edited([1, 2, 0, 0], sent([1, 0, 0, 0]));
  const after = rules.next(during, { type: "saved", now: { stand: 2, inhalt: [1, 0, 0, 0] } });
  expect(after.sending).toEqual({ stand: 2, inhalt: [1, 2, 0, 0] });
});

it("does not send for ever what the server tidies", () => {
  const after = rules.next(sent([1, 9, 0, 0]), { type: "saved", now: { stand: 2, inhalt: [1, 0, 0, 0] } });
  expect(rules.stateOf(after)).toBe("gespeichert");
  expect(after.inhalt).toEqual([1, 9, 0, 0]);
});

it("waits for the next edit after a refusal, and tries what was typed meanwhile", () => {
  const refused = { type: "refused", fault: "invalid" } as const;
  const still = rules.next(sent([1, 0, 0, 0]), refused);
  expect(rules.stateOf(still)).toBe("fehler");
  expect(rules.stateOf(edited([2, 0, 0, 0], still))).toBe("ungespeichert");
  expect(rules.stateOf(rules.next(edited([2, 0, 0, 0], sent([1, 0, 0, 0])), refused))).toBe("ungespeichert");
});

it("tries again when the server does not answer, and knows its own save when the answer was lost", () => {
  const lost = rules.next(sent([1, 0, 0, 0]), { type: "unanswered" });
  expect(rules.stateOf(lost)).toBe("nur_hier");
  expect(lost.wait).toEqual({ ms: RETRY });
  const more = rules.next(edited([1, 2, 0, 0], lost), { type: "due" });
  const known = rules.next(more, { type: "stale", theirs: { stand: 2, inhalt: [1, 0, 0, 0] } });
  expect(known.theirs).toBeNull();
  expect(known.sending).toEqual({ stand: 2, inhalt: [1, 2, 0, 0] });
});

it("is not sure after an edit was taken back whose save got no answer", () => {
  const back = edited(EMPTY, rules.next(sent([1, 0, 0, 0]), { type: "unanswered" }));
  expect(rules.stateOf(back)).toBe("ungespeichert");
});

it("keeps what was typed while the server changed the draft on this person's behalf", () => {
  const now = { stand: 2, inhalt: [0, 0, 7, 0] };
  const after = rules.next(sent([1, 0, 0, 0]), { type: "replaced", now });
  expect(after.inhalt).toEqual([1, 0, 7, 0]);
  const again = rules.next(after, { type: "stale", theirs: now });
  expect(again.sending).toEqual({ stand: 2, inhalt: [1, 0, 7, 0] });
});
