// Before everything else: what is beside a component stands below these in the cascade.
import "./styles/tokens.css";
import "./styles/base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { queryClient } from "./app/query-client.ts";
import { router } from "./app/router.tsx";
import { i18n } from "./i18n/i18n.ts";
import { applySettings, settings, subscribeSettings } from "./lib/settings.ts";

applySettings();
subscribeSettings(() => {
  applySettings();
  i18n.changeLanguage(settings().language);
});

const place = document.getElementById("kontor");
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
