// Pages of the login provider: plain HTML, no script. Joined with login.mjs by login.go, which is why nothing is imported.
export const NIVEAUS = new Map([
  [1, "Stufe 1 – Benutzername und Passwort (Basisregistrierung)"],
  [3, "Stufe 3 – ELSTER-Zertifikat (substanziell)"],
  [4, "Stufe 4 – Online-Ausweis (hoch)"],
]);
export const acrOf = (niveau) => `STORK-QAA-Level-${niveau}`;
export const niveauOf = (acr) => Number(/^STORK-QAA-Level-(\d)$/.exec(acr ?? "")?.[1] ?? 0);

const escapeHTML = (text) =>
  String(text ?? "").replace(
    /[&<>"']/g,
    (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
  );

const page = (realm, title, body) => `<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHTML(title)} – ${escapeHTML(realm.title)}</title>
<link rel="stylesheet" href="/stil.css">
</head>
<body><main>
<h1>${escapeHTML(title)}</h1>
<p class="leise">${escapeHTML(realm.title)}</p>
${body}
</main></body>
</html>`;

function niveauField(realm, wanted) {
  if (!realm.applicants) return "";
  const options = [...NIVEAUS].map(
    ([niveau, text]) => `<option value="${niveau}"${niveau === wanted ? " selected" : ""}>${escapeHTML(text)}</option>`,
  );
  return `<div class="feld"><label for="vertrauensniveau">Vertrauensniveau</label>
<span class="hinweis" id="vertrauensniveau-hinweis">Womit Sie sich ausweisen. Höchstens das, was das Konto kann.</span>
<select id="vertrauensniveau" name="vertrauensniveau" aria-describedby="vertrauensniveau-hinweis">
<option value="">höchstes dieses Kontos</option>${options.join("")}</select></div>
<div class="feld"><label for="vor_minuten">Angemeldet seit</label>
<span class="hinweis" id="vor_minuten-hinweis">Zum Ausprobieren: als käme die Anmeldung von früher.</span>
<select id="vor_minuten" name="vor_minuten" aria-describedby="vor_minuten-hinweis">
<option value="">jetzt</option><option value="60">vor einer Stunde</option></select></div>`;
}

function accountList(realm) {
  const own = realm.users.some((user) => user.password && user.password !== "demo");
  const items = realm.users.map((user) => {
    const niveau = user.vertrauensniveau ? `Vertrauensniveau ${user.vertrauensniveau}` : "";
    const about = [user.name, user.description, user.organisation, niveau].filter(Boolean).join(" · ");
    const link = `<a href="?konto=${encodeURIComponent(user.username)}"><code>${escapeHTML(user.username)}</code></a>`;
    return `<li>${link} <span>${escapeHTML(about)}</span></li>`;
  });
  return `<section aria-labelledby="konten"><h2 id="konten">Konten zum Ausprobieren</h2>
${own ? "" : "<p>Das Passwort ist bei allen <code>demo</code>.</p>"}<ul>${items.join("")}</ul></section>`;
}

export function loginPage(realm, { username = "", wanted = 0, problem = "" }) {
  const wrong = problem ? ' aria-invalid="true" aria-describedby="problem"' : "";
  const focus = (name) => ((username ? "passwort" : "benutzername") === name ? " autofocus" : "");
  return page(
    realm,
    "Anmelden",
    `<section>
${problem && `<p class="fehler" role="alert" id="problem">${escapeHTML(problem)}</p>`}
<form method="post">
<div class="feld"><label for="benutzername">Benutzername</label>
<input id="benutzername" name="benutzername" value="${escapeHTML(username)}" autocomplete="username" autocapitalize="none" spellcheck="false" required${wrong}${focus("benutzername")}></div>
<div class="feld"><label for="passwort">Passwort</label>
<input id="passwort" name="passwort" type="password" autocomplete="current-password" required${wrong}${focus("passwort")}></div>
${niveauField(realm, wanted)}
<button type="submit">Anmelden</button>
</form></section>${accountList(realm)}`,
  );
}

export const logoutPage = (realm, form) =>
  page(
    realm,
    "Abmelden",
    `<section><p>Möchten Sie sich abmelden?</p>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes">Abmelden</button>
<button class="zweit" type="submit" form="op.logoutForm">Angemeldet bleiben</button></section>`,
  );

export const messagePage = (realm, title, text) => page(realm, title, `<section><p>${escapeHTML(text)}</p></section>`);

// policyOf is the Content-Security-Policy of every page. A form's redirect must be allowed too, hence the clients' origins.
export function policyOf(realm) {
  const uris = realm.clients.flatMap((c) => [...c.redirect_uris, ...(c.post_logout_redirect_uris ?? [])]);
  const origins = [...new Set(uris.map((uri) => new URL(uri).origin))];
  return (
    `default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self' ${origins.join(" ")}; ` +
    "frame-ancestors 'none'; base-uri 'none'"
  );
}
