import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { de } from "./de";
import { en } from "./en";

const storageKey = "antragsraum.sprache";

/** The person's own choice, else English for an English browser, else German. */
function firstLanguage(): string {
  try {
    const chosen = window.localStorage.getItem(storageKey);
    if (chosen === "de" || chosen === "en") return chosen;
  } catch {
    // storage switched off
  }
  return window.navigator.language.toLowerCase().startsWith("en") ? "en" : "de";
}

/** An instance of its own: the desk shares the bundle but not the catalogue. */
export function makeI18n(language: string = firstLanguage()) {
  const i18n = createInstance();
  void i18n.use(initReactI18next).init({
    resources: { de: { translation: de }, en: { translation: en } },
    lng: language,
    fallbackLng: "de",
    initAsync: false,
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  const mirror = (next: string) => {
    document.documentElement.lang = next;
  };
  mirror(i18n.language);
  i18n.on("languageChanged", (next) => {
    mirror(next);
    try {
      window.localStorage.setItem(storageKey, next);
    } catch {
      // storage switched off: the choice lasts until the page is closed
    }
  });
  return i18n;
}
