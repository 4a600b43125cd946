/** The live wire: thin events tell what to fetch again, they carry no case data. */

export interface Anwesende {
  name: string;
  schreibt: boolean;
}

export type LiveEreignis =
  /** The first message of every connection, and what the server says when events were lost: anything may have changed. */
  | { art: "neu_laden" }
  | { art: "vorgang"; vorgangId: string; version: number }
  | { art: "ansichten" }
  | { art: "klaerfall" }
  | { art: "zugang" }
  | { art: "zuordnung" }
  | { art: "alarm" }
  | { art: "anwesend"; vorgangId: string; personen: Anwesende[] };

export type LiveZustand = "verbindet" | "verbunden" | "getrennt";

interface Empfaenger {
  ereignis(e: LiveEreignis): void;
  zustand(z: LiveZustand): void;
}

/** 1 s, 2 s, 4 s … 30 s, with a quarter of chance so that not all browsers come at once. */
export const backoff = (versuch: number, zufall = Math.random()): number =>
  Math.min(30_000, 1000 * 2 ** versuch) * (0.75 + zufall / 2);

export class Live {
  private draht: WebSocket | null = null;
  private uhr: ReturnType<typeof setTimeout> | undefined;
  private versuch = 0;
  private betrachtet: { vorgangId: string | null; schreibt: boolean } = { vorgangId: null, schreibt: false };
  private readonly empfaenger: Empfaenger;
  private readonly adresse: string;

  constructor(empfaenger: Empfaenger, adresse = `${location.origin.replace(/^http/, "ws")}/api/v1/live`) {
    this.empfaenger = empfaenger;
    this.adresse = adresse;
  }

  verbinde = (): void => {
    clearTimeout(this.uhr);
    if (this.draht && this.draht.readyState <= WebSocket.OPEN) return;
    const draht = new WebSocket(this.adresse);
    this.draht = draht;
    draht.onopen = () => {
      this.versuch = 0;
      this.empfaenger.zustand("verbunden");
      this.melde();
    };
    draht.onmessage = (n) => {
      try {
        this.empfaenger.ereignis(JSON.parse(String(n.data)));
      } catch {
        // an event this version does not know
      }
    };
    draht.onclose = () => {
      if (this.draht !== draht) return;
      this.empfaenger.zustand("getrennt");
      this.uhr = setTimeout(this.verbinde, backoff(this.versuch++));
    };
  };

  trenne(): void {
    clearTimeout(this.uhr);
    const draht = this.draht;
    this.draht = null;
    draht?.close();
  }

  /** Tells colleagues which case this person has before them. */
  betrachte(vorgangId: string | null, schreibt = false): void {
    if (this.betrachtet.vorgangId === vorgangId && this.betrachtet.schreibt === schreibt) return;
    this.betrachtet = { vorgangId, schreibt };
    this.melde();
  }

  private melde(): void {
    if (this.draht?.readyState !== WebSocket.OPEN) return;
    this.draht.send(JSON.stringify({ art: "betrachte", ...this.betrachtet }));
  }
}
