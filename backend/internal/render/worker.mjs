// Render worker: turns Typst sources into PDF. Started by render.go, one JSON line per request and answer.
// In:  {"main", "files": {name: base64}, "data", "created"}   created in seconds since 1970
// Out: {"ua", "archive"} (base64 PDFs, see merge.go) | {"diagnostics": […]} | {"failure": "…"}
// Its environment has no proxy it could reach, no system fonts and no packages; see environment() in render.go.

import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

// Stdout is for the protocol: what a library has to say goes to stderr.
for (const name of ["log", "info"]) console[name] = (...words) => process.stderr.write(`${words.join(" ")}\n`);
const { NodeCompiler } = await import("@myriaddreamin/typst-ts-node-compiler");

const { workspace, cache, fonts } = JSON.parse(process.argv.at(-1));

// readFont keeps unpacked fonts for the next worker: unpacking takes longer than starting.
function readFont(path) {
  if (!/\.woff2$/i.test(path)) return readFileSync(path);
  const unpacked = join(cache, `${createHash("sha256").update(path).digest("hex")}.ttf`);
  if (!existsSync(unpacked)) {
    writeFileSync(`${unpacked}.${process.pid}`, unpackWoff2(readFileSync(path)));
    renameSync(`${unpacked}.${process.pid}`, unpacked);
  }
  return readFileSync(unpacked);
}

const fontBlobs = fonts.flatMap(({ dir, pattern }) =>
  readdirSync(dir)
    .filter((name) => new RegExp(pattern, "i").test(name))
    .sort()
    .map((name) => readFont(join(dir, name))),
);
const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs }] });

const pathOf = (name) => join(workspace, name);
const nameOf = (path) => (path.startsWith(workspace) ? path.slice(workspace.length + 1) : path);

// What the compiler says quotes the letter: a person's name, a reason. Only a code of it leaves this process.
const CODES = [
  [/could not be displayed with/, "glyph_missing"],
  [/codepoint/, "character_forbidden"],
  [/missing document title/, "title_missing"],
  [/\balt\b|alternative/, "alternative_missing"],
  [/unknown variable|does not contain|has no (field|method)/, "name_unknown"],
  [/file not found|access denied/, "file_not_found"],
  [/package/, "package_unknown"],
  [/infinite/, "endless"],
  [/panicked/, "panic"],
  [/expected|unclosed|unexpected|cannot|invalid|failed to parse/, "template_faulty"],
];
const codeOf = (message) => CODES.find(([pattern]) => pattern.test(message))?.[1] ?? "unknown";

// diagnosticOf translates the compiler's zero-based position; severity 1 is an error.
const diagnosticOf = (d) => ({
  file: nameOf(d.path),
  line: (d.range?.start.line ?? -1) + 1,
  column: (d.range?.start.character ?? -1) + 1,
  code: codeOf(d.message),
});

// exportErrors reads the compiler's debug output, the only form in which export reports what is wrong.
function exportErrors(error) {
  const messages = [...String(error.message).matchAll(/message: "((?:[^"\\]|\\.)*)"/g)];
  if (messages.length === 0) return undefined;
  return messages.map(([, message]) => ({ file: "", line: 0, column: 0, code: codeOf(message) }));
}

function render({ main, files, data, created }) {
  compiler.resetShadow();
  for (const [name, content] of Object.entries(files)) compiler.mapShadow(pathOf(name), Buffer.from(content, "base64"));
  const result = compiler.compile({ mainFilePath: pathOf(main), inputs: { daten: data }, resetRead: true });
  if (result.hasError()) {
    const all = compiler.fetchDiagnostics(result.takeError());
    return { diagnostics: all.filter((d) => d.severity === 1).map(diagnosticOf) };
  }
  const document = result.result;
  try {
    const pdf = (pdfStandard) => compiler.pdf(document, { pdfStandard, creationTimestamp: created }).toString("base64");
    return { ua: pdf("ua-1"), archive: pdf("a-2a") };
  } catch (error) {
    const diagnostics = exportErrors(error);
    if (!diagnostics) throw error;
    return { diagnostics };
  } finally {
    compiler.evictCache(10);
  }
}

const input = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
input.on("line", (line) => {
  let answer;
  try {
    answer = render(JSON.parse(line));
  } catch (error) {
    answer = { failure: error.code ?? error.name }; // its message may quote the letter
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
});
input.on("close", () => process.exit(0));
process.stdout.write('{"ready":true}\n');
