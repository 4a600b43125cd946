/** Periods run by the server's clock; the one of a desk or phone may be wrong. Desk and Antragsraum go by this one. */

/** A clock this close is right: the header is rounded to the second and was a while on its way. */
const CLOSE = 120_000;

let ahead = 0;

/** Notes the Date header of an answer. */
export function noteServerTime(date: string | null): void {
  const difference = Date.parse(date ?? "") - Date.now();
  if (!Number.isNaN(difference)) ahead = Math.abs(difference) < CLOSE ? 0 : difference;
}

export const serverNow = (): Date => new Date(Date.now() + ahead);
