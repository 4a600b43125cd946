/** What windows of the same browser tell each other. Without the means nobody hears anything, and that is all. */
export class Channel<M> {
  private readonly wire: BroadcastChannel | null;
  private readonly hearers = new Set<(message: M) => void>();

  constructor(name: string) {
    this.wire = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name);
    if (this.wire)
      this.wire.onmessage = (e: MessageEvent<M>) => {
        for (const hear of this.hearers) hear(e.data);
      };
  }

  readonly tell = (message: M): void => this.wire?.postMessage(message);

  readonly hear = (hearer: (message: M) => void): (() => void) => {
    this.hearers.add(hearer);
    return () => this.hearers.delete(hearer);
  };
}
