import { Channel } from "../lib/channel.ts";
import type { Ich } from "./types.ts";

/** The end is announced so long before (WCAG 2.2.1). */
const BEFORE = 5 * 60_000;
const LOOK = 5_000;

export type SessionState =
  | { is: "gut" }
  /** `ruhe`: because nobody does anything, and the next request puts it off; `ganz`: whatever is done. */
  | { is: "endet"; weil: "ruhe" | "ganz"; um: number }
  | { is: "abgelaufen" };

type News = { art: "anfrage"; am: number } | { art: "angemeldet" };

/**
 * What this browser knows of the end of its session: `getIch` says how long it goes on, and every answer puts off the end
 * for want of requests. All windows share the session, so they tell each other.
 */
export class SessionEnd {
  private readonly windows: Channel<News>;
  private readonly lookers = new Set<() => void>();
  private readonly again = new Set<() => void>();
  private clock: ReturnType<typeof setInterval> | undefined;
  private known = false;
  private refused = false;
  private end = Number.POSITIVE_INFINITY;
  private rest = Number.POSITIVE_INFINITY;
  private used = Date.now();
  private told = 0;
  private state: SessionState = { is: "gut" };

  constructor(name = "kontor.sitzung") {
    this.windows = new Channel<News>(name);
    this.windows.hear((news) => {
      if (news.art === "anfrage") this.use(news.am);
      else this.signedIn();
    });
  }

  /** What `getIch` says, in seconds; a token has no session, and an earlier copy of the program does not say. */
  learn(sitzung: Ich["sitzung"]): void {
    this.end = sitzung ? Date.now() + sitzung.noch * 1000 : Number.POSITIVE_INFINITY;
    this.rest = sitzung ? sitzung.ruhe * 1000 : Number.POSITIVE_INFINITY;
    this.look();
  }

  noteAnswer(status: number): void {
    if (status === 401) this.refuse();
    else if (status < 500) this.answered();
  }

  private answered(): void {
    this.known = true;
    this.refused = false;
    const now = Date.now();
    if (now - this.told > LOOK) {
      this.told = now;
      this.windows.tell({ art: "anfrage", am: now });
    }
    this.use(now);
  }

  /** On the very first page nothing is lost: to the sign-in page, and back here. Else the page stays as it is. */
  private refuse(): void {
    if (!this.known) toSignIn();
    else {
      this.refused = true;
      this.look();
    }
  }

  private use(am: number): void {
    this.used = Math.max(this.used, am);
    this.look();
  }

  private now(): SessionState {
    const idle = this.used + this.rest;
    const um = Math.min(this.end, idle);
    const left = um - Date.now();
    if (this.refused || left <= 0) return { is: "abgelaufen" };
    return left > BEFORE ? { is: "gut" } : { is: "endet", weil: idle < this.end ? "ruhe" : "ganz", um };
  }

  private readonly look = (): void => {
    const now = this.now();
    if (JSON.stringify(now) === JSON.stringify(this.state)) return;
    this.state = now;
    for (const call of this.lookers) call();
  };

  readonly snapshot = (): SessionState => this.state;
  readonly subscribe = (call: () => void): (() => void) => {
    this.lookers.add(call);
    this.clock ??= setInterval(this.look, LOOK);
    return () => {
      this.lookers.delete(call);
      if (this.lookers.size > 0) return;
      clearInterval(this.clock);
      this.clock = undefined;
    };
  };

  /** Somebody signed in again, here or in another window. */
  readonly onSignedIn = (call: () => void): (() => void) => {
    this.again.add(call);
    return () => this.again.delete(call);
  };

  /** Tells the windows that wait for it. */
  announceSignIn(): void {
    this.windows.tell({ art: "angemeldet" });
  }

  private signedIn(): void {
    this.refused = false;
    this.end = Number.POSITIVE_INFINITY; // `getIch` is asked anew
    this.use(Date.now());
    for (const call of this.again) call();
  }
}

export const sessionEnd = new SessionEnd();

let leaving = false;

/** To the sign-in page and back to where the person was. */
export function toSignIn(): void {
  if (leaving || location.pathname === "/anmelden") return;
  leaving = true;
  location.assign(`/anmelden?weiter=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Signs in in a window of its own, so that nothing on this page is lost. */
export function signInBeside(): void {
  if (!window.open("/anmelden?weiter=/angemeldet", "kontor-anmeldung")) toSignIn();
}
