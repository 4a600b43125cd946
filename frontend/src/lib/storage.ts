/** localStorage that may be full or forbidden; losing it is never an error for the person. */
export const storage = {
  read(name: string): string | null {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  write(name: string, wert: string | null): void {
    try {
      if (wert === null) localStorage.removeItem(name);
      else localStorage.setItem(name, wert);
    } catch {
      // full or forbidden: the server still has the draft
    }
  },
  removeAll(prefix: string): void {
    try {
      for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
    } catch {
      // see above
    }
  },
};
