import { ApiError, answerUrl, problemFrom } from "./client";
import type { Vorgang } from "./types";

/** A chosen file and the part it goes into: `datei` or `punkt:<id>`. */
export interface Beilage {
  part: string;
  file: File;
}

export interface Answer {
  vorgangId: string;
  nachrichtId: string | undefined;
  /** made once per answer and repeated on retry, so nothing arrives twice */
  schluessel: string;
  text: string;
  beilagen: Beilage[];
}

/** The server reads the parts as a stream, therefore their order is part of the contract. */
export function answerForm(answer: Answer): FormData {
  const form = new FormData();
  if (answer.nachrichtId) form.append("nachricht", answer.nachrichtId);
  form.append("schluessel", answer.schluessel);
  form.append("text", answer.text);
  for (const { part, file } of answer.beilagen) form.append(part, file, file.name);
  return form;
}

/** XMLHttpRequest, because fetch cannot tell how much of an upload has gone out. */
export function sendAnswer(answer: Answer, onProgress: (share: number) => void, signal: AbortSignal): Promise<Vorgang> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", answerUrl(answer.vorgangId));
    xhr.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    xhr.onload = () => {
      if (xhr.status < 200 || xhr.status > 299) return reject(problemFrom(xhr.status, xhr.responseText));
      try {
        resolve(JSON.parse(xhr.responseText) as Vorgang);
      } catch {
        reject(new ApiError(xhr.status, "internal", "internal"));
      }
    };
    xhr.onerror = () => reject(new ApiError(0, "netz", "netz"));
    xhr.onabort = () => reject(new ApiError(0, "abgebrochen", "abgebrochen"));
    signal.addEventListener("abort", () => xhr.abort());
    xhr.send(answerForm(answer));
  });
}
