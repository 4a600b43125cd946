import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import "@kern-ux/native/dist/kern.min.css";
import "./styles/antragsraum.css";
import { App } from "./App";
import { makeQueryClient } from "./api/queries";
import { makeI18n } from "./i18n";
import { clearOldDrafts } from "./lib/draft";

clearOldDrafts();

const root = document.getElementById("antragsraum");
if (!root) throw new Error("antragsraum.html has no #antragsraum");
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={makeI18n()}>
      <QueryClientProvider client={makeQueryClient()}>
        <App />
      </QueryClientProvider>
    </I18nextProvider>
  </StrictMode>,
);
