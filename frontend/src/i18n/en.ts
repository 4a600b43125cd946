import { type Catalogue, de } from "./de.ts";
export const en: Catalogue = de;
