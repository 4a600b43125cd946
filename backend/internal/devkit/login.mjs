// Login provider for trying and testing Kontor: two Keycloak-shaped realms in one process, started by login.go, which
// joins this file with login_pages.mjs.
// In: one JSON line of configuration on stdin, whose end means that the parent is gone.
// The socket it listens on is descriptor 3.
// Out: the line "ready" on stdout once, then log lines {"level","msg",…} on stderr.

import { createHash, generateKeyPairSync, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer, request as httpRequest } from "node:http";
import { createInterface } from "node:readline";

const log = (level, msg, fields = {}) => process.stderr.write(`${JSON.stringify({ level, msg, ...fields })}\n`);
for (const name of ["log", "info", "warn", "error", "debug"])
  console[name] = (...words) => log("debug", words.join(" "));
const { Provider, errors } = await import("oidc-provider"); // after the console is quiet: stdout is for the protocol
const { default: MemoryAdapter } = await import("oidc-provider/lib/adapters/memory_adapter.js");
const { default: LRU } = await import("oidc-provider/lib/helpers/lru.js");

const DAY = 24 * 60 * 60;
const SCOPES = ["openid", "profile", "email", "roles", "offline_access"];
// keysOf keeps signing and cookie keys on disk, so that sessions of the program survive a restart of this one.
function keysOf(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const keys = {
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" }] },
    cookies: [randomBytes(32).toString("base64url")],
  };
  writeFileSync(`${path}.new`, JSON.stringify(keys), { mode: 0o600 }); // killed meanwhile, nobody reads half of it
  renameSync(`${path}.new`, path);
  return keys;
}

// claimsOf maps a user to claims as Keycloak would name them; niveau is what this login was done with.
function claimsOf(user, niveau) {
  const claims = {
    sub: user.sub,
    preferred_username: user.username,
    name: user.name,
    given_name: user.given_name,
    family_name: user.family_name,
    email: user.email,
    email_verified: user.email ? true : undefined,
    realm_access: { roles: user.roles ?? [] },
    groups: user.groups ?? [],
  };
  if (!user.vertrauensniveau) return claims;
  return {
    ...claims,
    vertrauensniveau: niveau,
    acr: acrOf(niveau),
    postfach: user.postfach,
    konto_art: user.konto_art,
    organisation: user.organisation,
  };
}

// accountOf finds the user behind a subject. The level belongs to the login session, not to the account.
function accountOf(realm) {
  return async (ctx, sub, token) => {
    const user = realm.users.find((candidate) => candidate.sub === sub);
    if (!user) return undefined;
    return {
      accountId: sub,
      async claims() {
        let acr = token?.acr ?? ctx.oidc.session?.acr;
        if (!acr && token?.sessionUid) acr = (await ctx.oidc.provider.Session.findByUid(token.sessionUid))?.acr;
        return claimsOf(user, niveauOf(acr) || Math.min(1, user.vertrauensniveau ?? 0));
      },
    };
  };
}

// ownGrant replaces the consent screen: the clients are the authority's own.
async function ownGrant(ctx) {
  const { client, session, provider, result } = ctx.oidc;
  const known = result?.consent?.grantId ?? session.grantIdFor(client.clientId);
  const found = known && (await provider.Grant.find(known));
  if (found) return found;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES.join(" "));
  await grant.save();
  return grant;
}

function clientOf(client) {
  return {
    ...client,
    token_endpoint_auth_method: client.client_secret ? "client_secret_basic" : "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    backchannel_logout_session_required: true,
    require_auth_time: true, // as Keycloak does
  };
}

const OIDC = "/protocol/openid-connect"; // where Keycloak has it
const ROUTES = {
  authorization: `${OIDC}/auth`,
  token: `${OIDC}/token`,
  userinfo: `${OIDC}/userinfo`,
  jwks: `${OIDC}/certs`,
  end_session: `${OIDC}/logout`,
  revocation: `${OIDC}/revoke`,
};

const claimNames = (realm) => ({
  openid: ["sub", "preferred_username", "realm_access", "groups", "sid", "auth_time"].concat(
    realm.applicants ? ["acr", "vertrauensniveau", "postfach", "konto_art", "organisation"] : [],
  ),
  profile: ["name", "given_name", "family_name"],
  email: ["email", "email_verified"],
});

const featuresOf = (realm) => ({
  devInteractions: { enabled: false },
  revocation: { enabled: true },
  backchannelLogout: { enabled: true },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: (ctx, form) => {
      ctx.body = logoutPage(realm, form);
    },
    postLogoutSuccessSource: (ctx) => {
      ctx.body = messagePage(realm, "Abgemeldet", "Sie sind abgemeldet.");
    },
  },
});

function settingsOf(realm, prefix, keys) {
  const cookie = { httpOnly: true, sameSite: "lax", signed: true, path: prefix };
  const cookieNames = ["session", "interaction", "resume"].map((kind) => [kind, `kontor_${realm.name}_${kind}`]);
  const store = new LRU({ maxSize: 100_000 }); // the built-in one forgets logins after about 160 of them
  return {
    adapter: (model) => new MemoryAdapter(model, store, 15),
    clients: realm.clients.map(clientOf),
    jwks: keys.jwks,
    scopes: SCOPES,
    acrValues: realm.applicants ? [...NIVEAUS.keys()].map(acrOf) : [],
    claims: claimNames(realm),
    conformIdTokenClaims: false, // Keycloak puts the claims into the ID token as well
    pkce: { required: () => true },
    issueRefreshToken: async (_ctx, client) => client.grantTypeAllowed("refresh_token"),
    expiresWithSession: async () => true,
    findAccount: accountOf(realm),
    loadExistingGrant: ownGrant,
    interactions: { url: (_ctx, interaction) => `${prefix}/anmeldung/${interaction.uid}` },
    cookies: { keys: keys.cookies, long: cookie, short: cookie, names: Object.fromEntries(cookieNames) },
    // Seconds. Tokens are short-lived so that refreshing is exercised.
    ttl: {
      Session: DAY,
      Grant: DAY,
      Interaction: 3600,
      AccessToken: 300,
      IdToken: 300,
      RefreshToken: DAY,
      AuthorizationCode: 60,
    },
    routes: ROUTES,
    features: featuresOf(realm),
    renderError: (ctx, out) => {
      ctx.type = "html";
      ctx.body = messagePage(realm, "Anmeldung nicht möglich", `${out.error}: ${out.error_description ?? ""}`);
    },
    // The library refuses loopback addresses, against forged requests; here everything is loopback.
    fetch: (url, { dispatcher, ...options }) => fetch(url, options),
  };
}

function createProvider(realm, base, keys) {
  const prefix = `/realms/${realm.name}`;
  const provider = new Provider(`${base}${prefix}`, settingsOf(realm, prefix, keys));
  const failures = [
    "server_error",
    "authorization.error",
    "grant.error",
    "end_session.error",
    "end_session_confirm.error",
  ];
  for (const event of failures) {
    provider.on(event, (_ctx, error) =>
      log("warn", event, { realm: realm.name, error: error.error_description ?? error.message }),
    );
  }
  provider.on("backchannel.success", (_ctx, client) =>
    log("info", "back-channel logout delivered", { client: client.clientId }),
  );
  provider.on("backchannel.error", (_ctx, error, client) =>
    log("warn", "back-channel logout failed", { client: client.clientId, error: error.message }),
  );
  return provider;
}

async function formOf(req) {
  let body = "";
  for await (const chunk of req.setEncoding("utf8")) {
    body += chunk;
    if (body.length > 10_000) throw new Error("form too large");
  }
  return new URLSearchParams(body);
}

const digest = (text) => createHash("sha256").update(String(text)).digest();

// checkLogin returns the result of the interaction, or {problem} with the sentence to show.
function checkLogin(realm, form) {
  const user = realm.users.find((candidate) => candidate.username === form.get("benutzername")?.trim());
  const right = timingSafeEqual(digest(form.get("passwort")), digest(user?.password || "demo"));
  if (!user || !right) return { problem: "Benutzername oder Passwort ist falsch." };
  if (!realm.applicants) return { login: { accountId: user.sub, amr: ["pwd"] } };
  const niveau = Number(form.get("vertrauensniveau")) || user.vertrauensniveau;
  if (!NIVEAUS.has(niveau) || niveau > user.vertrauensniveau) {
    return { problem: `Dieses Konto hat höchstens das Vertrauensniveau ${user.vertrauensniveau}.` };
  }
  const ago = Number(form.get("vor_minuten")) || 0;
  const ts = Math.floor(Date.now() / 1000) - Math.min(Math.max(ago, 0), 600) * 60;
  return { login: { accountId: user.sub, amr: ["pwd"], acr: acrOf(niveau), ts } };
}

async function handleLogin(realm, req, res) {
  const { params } = await realm.provider.interactionDetails(req, res);
  const wanted = niveauOf(params.acr_values?.split(" ")[0]);
  const send = (status, view) =>
    res.writeHead(status, { "content-type": "text/html; charset=utf-8" }).end(loginPage(realm, view));
  if (req.method !== "POST") {
    const asked = new URL(req.url, realm.provider.issuer).searchParams.get("konto");
    return send(200, { username: asked ?? params.login_hint, wanted });
  }
  const form = await formOf(req);
  const result = checkLogin(realm, form);
  if (!result.problem) return realm.provider.interactionFinished(req, res, result);
  return send(401, {
    username: form.get("benutzername"),
    wanted: Number(form.get("vertrauensniveau")),
    problem: result.problem,
  });
}

// call repeats a request at ourselves, with the browser's host and cookies.
function call(port, req, method, path, body = "") {
  const headers = {
    host: req.headers.host,
    cookie: req.headers.cookie ?? "",
    "content-length": Buffer.byteLength(body),
    "content-type": "application/x-www-form-urlencoded",
    "x-kontor-inner": innerSecret,
  };
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest({ host: "127.0.0.1", port, method, path, headers }, async (answer) => {
      let text = "";
      for await (const chunk of answer.setEncoding("utf8")) text += chunk;
      resolve({ status: answer.statusCode, headers: answer.headers, text });
    });
    outgoing.on("error", reject).end(body);
  });
}

const innerSecret = randomBytes(16).toString("hex");

// handleLogout confirms on behalf of the browser when a valid id_token_hint proves who asks, as Keycloak does; the
// library always wants a form to be posted. Without a hint its question is shown.
async function handleLogout(realm, req, res, port) {
  const first = await call(port, req, "GET", req.url);
  const secret = /name="xsrf" value="([0-9a-f]+)"/.exec(first.text)?.[1];
  let answer = first;
  if (first.status === 200 && secret) {
    const path = `/realms/${realm.name}/protocol/openid-connect/logout/confirm`;
    answer = await call(port, req, "POST", path, `xsrf=${secret}&logout=yes`);
  }
  const { connection, "transfer-encoding": encoding, "keep-alive": alive, ...headers } = answer.headers;
  res.writeHead(answer.status, headers).end(answer.text);
}

async function handle(realms, style, port, req, res) {
  const path = req.url.split("?")[0];
  if (path === "/stil.css") return res.writeHead(200, { "content-type": "text/css; charset=utf-8" }).end(style);
  const [, name, rest] = /^\/realms\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const realm = realms.get(name);
  if (!realm) return res.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("Nicht gefunden\n");
  res.setHeader("content-security-policy", realm.policy);
  res.setHeader("x-content-type-options", "nosniff");
  res.setHeader("referrer-policy", "no-referrer");
  if (rest.startsWith("/anmeldung/")) {
    res.setHeader("cache-control", "no-store");
    return handleLogin(realm, req, res);
  }
  const hinted = new URL(req.url, realm.provider.issuer).searchParams.has("id_token_hint");
  if (rest.endsWith("/logout") && hinted && req.method === "GET" && req.headers["x-kontor-inner"] !== innerSecret) {
    return handleLogout(realm, req, res, port);
  }
  req.originalUrl = req.url;
  req.url = req.url.slice(`/realms/${name}`.length);
  return realm.provider.callback()(req, res);
}

function fail(realms, req, res, error) {
  const lost = error instanceof errors.SessionNotFound;
  if (!lost) log("warn", "request failed", { error: error.message });
  if (res.headersSent) return res.destroy();
  const realm = realms.get(/^\/realms\/([^/]+)/.exec(req.originalUrl ?? req.url)?.[1]) ?? { title: "Kontor" };
  const text = lost
    ? "Diese Anmeldung ist abgelaufen. Bitte gehen Sie zurück und beginnen Sie neu."
    : "Ein Fehler ist aufgetreten.";
  return res
    .writeHead(lost ? 400 : 500, { "content-type": "text/html; charset=utf-8" })
    .end(messagePage(realm, "Anmeldung nicht möglich", text));
}

function main(config) {
  const keys = keysOf(config.keys);
  const realms = new Map();
  const server = createServer((req, res) => {
    handle(realms, config.style, server.address().port, req, res).catch((error) => fail(realms, req, res, error));
  });
  server.on("error", (error) => {
    log("error", error.message);
    process.exit(1);
  });
  server.listen({ fd: 3 }, () => {
    for (const realm of config.realms) {
      realm.applicants = realm.users.some((user) => user.vertrauensniveau > 0);
      realm.policy = policyOf(realm);
      realm.provider = createProvider(realm, config.base, keys);
      realms.set(realm.name, realm);
    }
    process.stdout.write("ready\n");
  });
}

const input = createInterface({ input: process.stdin });
input.once("line", (line) => main(JSON.parse(line)));
input.on("close", () => process.exit(0));
