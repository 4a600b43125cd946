import type { Beilage } from "../api/sendAnswer";

export const maxFiles = 20;
export const maxBytes = 100 * 1024 * 1024;

export type FileComplaint = { key: "leer" | "zuGross" | "zuViele"; name: string };

/** Splits a choice of files into those that can go and the reason for each that cannot. */
export function checkFiles(present: Beilage[], chosen: File[]): { good: File[]; complaints: FileComplaint[] } {
  const good: File[] = [];
  const complaints: FileComplaint[] = [];
  let count = present.length;
  let bytes = present.reduce((sum, beilage) => sum + beilage.file.size, 0);
  for (const file of chosen) {
    if (file.size === 0) complaints.push({ key: "leer", name: file.name });
    else if (count >= maxFiles) complaints.push({ key: "zuViele", name: file.name });
    else if (bytes + file.size > maxBytes) complaints.push({ key: "zuGross", name: file.name });
    else {
      good.push(file);
      count += 1;
      bytes += file.size;
    }
  }
  return { good, complaints };
}

/** What an answer holds, to tell a retry from a changed answer. */
export const abdruckOf = (text: string, beilagen: Beilage[]): string =>
  JSON.stringify([text, beilagen.map(({ part, file }) => [part, file.name, file.size, file.lastModified])]);
