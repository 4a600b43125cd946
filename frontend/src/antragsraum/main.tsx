// Before everything else: what is beside a component stands below these in the cascade.
import "@kern-ux/native/dist/kern.min.css";
import "../styles/shared.css";
import "./styles/tokens.css";
import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
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
