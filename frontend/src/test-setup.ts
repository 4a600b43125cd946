import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";
import "./i18n/i18n.ts";

configure({ asyncUtilTimeout: 60_000 }); // a test waits for what it means, however busy the machine is

afterEach(() => {
  cleanup();
  localStorage.clear();
});
