/** localStorage that may be full or forbidden; losing it is never an error for the person. */
export const speicher = {
  lies(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  schreib(name: string, wert: string | null): void {
    try {
      if (wert === null) localStorage.removeItem(name);
      else localStorage.setItem(name, wert);
    } catch {
      // full or forbidden: the server still has the draft
    }
  },
  loeschAlle(vorsatz: string): void {
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(vorsatz)) localStorage.removeItem(name);
    } catch {
      // see above
    }
  },
};
