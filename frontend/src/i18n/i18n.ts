import i18n from "i18next";
import { initReactI18next } from "react-i18next";
import { settings } from "../lib/settings.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";

i18n.use(initReactI18next).init({
  resources: { de: { translation: de }, en: { translation: en } },
  lng: settings().language,
  fallbackLng: "de",
  interpolation: { escapeValue: false },
});

export { i18n };
