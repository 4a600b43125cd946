import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const page = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const pages = ["index.html", "antragsraum.html"].map(page).filter((file) => existsSync(file));
/** Of the pages that the server writes (backend/internal/httpapi/seiten); it finds the sheet by the name. */
const seiten = page("src/antragsraum/seiten/seiten.css");
const backend = process.env.KONTOR_DEV_BACKEND ?? "http://127.0.0.1:8080";

/** dist/.gitkeep must stay for the embed of a fresh clone, so only what a build made is cleared. */
const clearAssets = {
  name: "kontor-clear-assets",
  apply: "build" as const,
  buildStart: () => rmSync(page("dist/assets"), { recursive: true, force: true }),
};

/** Whatever is text lies beside itself compressed, so that the server has nothing to do but choose (httpapi/assets.go). */
const compressAssets = {
  name: "kontor-compress-assets",
  apply: "build" as const,
  closeBundle() {
    for (const name of readdirSync(page("dist"), { recursive: true, encoding: "utf8" })) {
      if (/\.(js|css|html|svg)$/.test(name)) {
        const file = join(page("dist"), name);
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file)));
        writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
      }
    }
  },
};

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/",
  plugins: [react(), clearAssets, compressAssets],
  css: {
    modules: {
      /** A class says in the browser where it comes from: `Button-primary`. A test keeps the names of modules apart. */
      generateScopedName: (name, file) => `${basename(file).split(".")[0]}-${name}`,
    },
  },
  build: {
    outDir: "dist",
    emptyOutDir: false,
    assetsInlineLimit: 0,
    sourcemap: false,
    rolldownOptions: { input: [...pages, seiten] },
  },
  server: {
    proxy: {
      "/api": { target: backend, ws: true },
      "/anmelden": backend,
      "/abmelden": backend,
      "/antragsraum/api": backend,
      "/antragsraum/seiten": backend,
    },
  },
  test: {
    // To make a page costs more than most tests: what touches none runs without one, and the files of one project share
    // theirs. The Antragsraum has words of its own, so it is a project of its own.
    pool: "threads",
    isolate: false,
    projects: [
      { extends: true, test: { name: "logic", include: ["src/**/*.test.ts"], environment: "node" } },
      {
        extends: true,
        test: {
          name: "page",
          include: ["src/**/*.test.tsx"],
          exclude: ["src/antragsraum/**"],
          environment: "jsdom",
          setupFiles: ["src/test-setup.ts"],
        },
      },
      {
        extends: true,
        test: {
          name: "antragsraum",
          include: ["src/antragsraum/**/*.test.tsx"],
          environment: "jsdom",
          setupFiles: ["src/test-setup.ts"],
        },
      },
    ],
    restoreMocks: true,
    // Far more than a quiet machine needs: a test waits for what it means, and machines are busy.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
