/** What stands for a password that is set and never shown. */
export const GESETZT = "***";
