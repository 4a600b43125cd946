import { noteServerTime } from "../../lib/server-clock.ts";
import type { Problem } from "./types";

const base = "/antragsraum/api/v1";

/** What went wrong, in the words of the contract. `netz` and `abgebrochen` are made here: no answer came. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly reference: string;
  /** of `level_too_low`: the Vertrauensniveau that is needed */
  readonly niveau: number | undefined;
  /** of `login_too_old`: how many minutes ago somebody may have signed in */
  readonly frisch: number | undefined;

  constructor(status: number, code: string, reason: string, reference = "", niveau?: number, frisch?: number) {
    super(`${code}: ${reason}`);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.reference = reference;
    this.niveau = niveau;
    this.frisch = frisch;
  }
}

const codeByStatus: Record<number, string> = {
  400: "invalid",
  401: "unauthenticated",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  413: "too_large",
  422: "invalid",
  502: "unavailable",
  503: "unavailable",
  504: "unavailable",
};

/** Reads problem+json; a proxy in between may answer with anything, so every field is optional here. */
export function problemFrom(status: number, body: string): ApiError {
  let problem: Partial<Problem> = {};
  try {
    problem = JSON.parse(body) as Partial<Problem>;
  } catch {
    // not JSON: the status has to do
  }
  const code = problem.code ?? codeByStatus[status] ?? "internal";
  const niveau = problem.reason === "level_too_low" ? Number(problem.fields?.vertrauensniveau) || 4 : undefined;
  const frisch = problem.reason === "login_too_old" ? Number(problem.fields?.minuten) || 15 : undefined;
  return new ApiError(status, code, problem.reason ?? code, problem.instance ?? "", niveau, frisch);
}

export function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

async function request<T>(path: string, init?: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(base + path, { credentials: "same-origin", ...init });
  } catch {
    throw new ApiError(0, "netz", "netz");
  }
  noteServerTime(response.headers.get("Date"));
  const body = await response.text();
  if (!response.ok) throw problemFrom(response.status, body);
  try {
    return JSON.parse(body) as T;
  } catch {
    throw new ApiError(response.status, "internal", "internal");
  }
}

export const getJson = <T>(path: string): Promise<T> => request<T>(path);

export const postJson = <T>(path: string, body?: unknown): Promise<T> =>
  request<T>(path, {
    method: "POST",
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

/** Fetches a document to its last byte. What broke off on the way is an error: a part of a decision is none. */
export async function getWhole(vorgangId: string, dokumentId: string, groesse: number): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(documentUrl(vorgangId, dokumentId), { credentials: "same-origin" });
  } catch {
    throw new ApiError(0, "netz", "download_incomplete");
  }
  if (!response.ok) throw problemFrom(response.status, await response.text());
  const blob = await response.blob().catch(() => undefined);
  if (blob?.size !== groesse) throw new ApiError(0, "netz", "download_incomplete");
  return blob;
}

export const answerUrl = (vorgangId: string): string => `${base}/vorgaenge/${vorgangId}/antworten`;

export const documentUrl = (vorgangId: string, dokumentId: string): string =>
  `${base}/vorgaenge/${vorgangId}/dokumente/${dokumentId}`;

/** The server's sign-in route; `niveau` asks for a stronger sign-in, `frisch` for one of at most so many minutes ago. */
export function signInUrl(weiter: string, niveau?: number, frisch?: number): string {
  const query = new URLSearchParams();
  if (niveau !== undefined) query.set("niveau", String(niveau));
  if (frisch !== undefined) query.set("frisch", String(frisch));
  query.set("weiter", weiter);
  return `/antragsraum/anmelden?${query}`;
}
