package auth

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"kontor/backend/internal/casework"
)

func TestIDTokenChecks(t *testing.T) {
	op := startFake(t)
	p, foreign := op.provider(t), newKey(t)
	for name, tc := range map[string]struct {
		change map[string]any
		forged bool
		good   bool
	}{
		"good":                {good: true},
		"own party":           {change: map[string]any{"azp": "kontor"}, good: true},
		"two audiences":       {change: map[string]any{"aud": []string{"andere", "kontor"}, "azp": "kontor"}, good: true},
		"other key":           {forged: true},
		"other issuer":        {change: map[string]any{"iss": "https://idp.example"}},
		"other audience":      {change: map[string]any{"aud": "andere"}},
		"other party":         {change: map[string]any{"azp": "andere"}},
		"two audiences alone": {change: map[string]any{"aud": []string{"andere", "kontor"}}},
		"empty party":         {change: map[string]any{"azp": ""}},
		"expired":             {change: map[string]any{"exp": time.Now().Unix() - 1}},
		"no expiry":           {change: map[string]any{"exp": nil}},
		"no nonce":            {change: map[string]any{"nonce": nil}},
		"other nonce":         {change: map[string]any{"nonce": "zweimal"}},
		"no subject":          {change: map[string]any{"sub": nil}},
		"other access token":  {change: map[string]any{"at_hash": "AAAA"}},
	} {
		c := map[string]any{"nonce": "einmal", "preferred_username": "svera",
			"realm_access": map[string]any{"roles": []string{"loeschen"}}}
		for k, v := range tc.change {
			c[k] = v
		}
		key := op.key
		if tc.forged {
			key = foreign
		}
		op.idToken = op.sign(t, key, c)
		id, err := p.Complete(t.Context(), "code", Pending{"s", "einmal", "v"})
		if tc.good && (err != nil || !slices.Equal(id.Rollen, []casework.Rolle{casework.RolleLoeschen})) {
			t.Errorf("%s: %+v, %v", name, id, err)
		}
		if !tc.good && casework.CodeOf(err) != casework.Unauthenticated {
			t.Errorf("%s: accepted or %v", name, err)
		}
	}
	op.idToken = ""
	if _, err := p.Complete(t.Context(), "code", Pending{"s", "einmal", "v"}); casework.CodeOf(
		err) != casework.Unauthenticated {
		t.Errorf("no ID token: %v", err)
	}
}

func TestUserInfoFillsGapsOnly(t *testing.T) {
	op := startFake(t)
	p := op.provider(t)
	op.idToken = op.sign(t, op.key, map[string]any{"nonce": "einmal", "name": "Vera Sorge", "acr": "STORK-QAA-Level-1"})
	complete := func() (casework.Identitaet, error) {
		return p.Complete(t.Context(), "code", Pending{"s", "einmal", "v"})
	}

	op.userinfo = map[string]any{"sub": "f00d", "preferred_username": "svera", "name": "Eva Sorge",
		"acr": "STORK-QAA-Level-4", "sid": "x",
		"realm_access": map[string]any{"roles": []string{"teamleitung"}}}
	id, err := complete()
	if err != nil || id.Name != "svera" || id.Anzeige != "Vera Sorge" ||
		id.Konto.Vertrauensniveau != 1 || id.Sid != "" ||
		!slices.Equal(id.Rollen, []casework.Rolle{casework.RolleTeamleitung}) {
		t.Errorf("%+v, %v", id, err)
	}
	op.userinfo["sub"] = "jemand"
	if _, err := complete(); casework.CodeOf(err) != casework.Unauthenticated {
		t.Errorf("about somebody else: %v", err)
	}
	op.userinfo = nil
	if _, err := complete(); casework.CodeOf(err) != casework.Unavailable {
		t.Errorf("refused userinfo: %v", err)
	}
}

func TestLogoutTokenChecks(t *testing.T) {
	op := startFake(t)
	p, foreign := op.provider(t), newKey(t)
	now := time.Now().Unix()
	for name, tc := range map[string]struct {
		change map[string]any
		forged bool
		good   bool
	}{
		"good":            {good: true},
		"subject only":    {change: map[string]any{"sid": nil}, good: true},
		"sid only":        {change: map[string]any{"sub": nil}, good: true},
		"forged":          {forged: true},
		"with nonce":      {change: map[string]any{"nonce": "einmal"}},
		"empty nonce":     {change: map[string]any{"nonce": ""}},
		"old":             {change: map[string]any{"iat": now - 600}},
		"from tomorrow":   {change: map[string]any{"iat": now + 600, "exp": now + 700}},
		"never issued":    {change: map[string]any{"iat": nil}},
		"expired":         {change: map[string]any{"exp": now - 1}},
		"other audience":  {change: map[string]any{"aud": "andere"}},
		"other issuer":    {change: map[string]any{"iss": "https://idp.example"}},
		"no jti":          {change: map[string]any{"jti": nil}},
		"no event":        {change: map[string]any{"events": map[string]any{"http://example.org": map[string]any{}}}},
		"no events":       {change: map[string]any{"events": nil}},
		"event no object": {change: map[string]any{"events": map[string]any{logoutEvent: "ja"}}},
		"nobody":          {change: map[string]any{"sid": nil, "sub": nil}},
	} {
		c := map[string]any{"sid": "s1", "jti": "j1", "events": map[string]any{logoutEvent: map[string]any{}}}
		for k, v := range tc.change {
			c[k] = v
		}
		key := op.key
		if tc.forged {
			key = foreign
		}
		sid, subject, err := p.VerifyLogoutToken(t.Context(), op.sign(t, key, c))
		var e *casework.Error
		if tc.good && (err != nil || sid+subject == "") {
			t.Errorf("%s: %v", name, err)
		}
		if !tc.good && (!errors.As(err, &e) || e.Reason != "logout_token_invalid" || sid+subject != "") {
			t.Errorf("%s: accepted or %v", name, err)
		}
	}
	if got := p.LogoutURL(t.Context(), "x"); got != "" {
		t.Errorf("logout address %q of a provider without one", got)
	}
}

func TestClaimPaths(t *testing.T) {
	var c claims
	if err := json.Unmarshal([]byte(`{
		"realm_access": {"roles": ["sachbearbeitung", "uma", 7, null]},
		"resource_access": {"kontor": {"roles": ["teamleitung"]}, "mein.kontor": {"roles": ["loeschen"]}},
		"https://amt.example/rollen": "poststelle administration",
		"rollen": {"loeschen": {"id": 1}, "poststelle": false, "teamleitung": null},
		"liste": [{"name": "a"}, {"name": "b"}, "c"], "zahl": 12345678901234567890, "leer": "", "wahr": true
	}`), &c); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]string{
		"realm_access.roles":                {"sachbearbeitung", "uma", "7"},
		"resource_access.kontor.roles":      {"teamleitung"},
		"resource_access.mein.kontor.roles": {"loeschen"},
		"https://amt.example/rollen":        {"poststelle administration"},
		"rollen":                            {"loeschen"},
		"liste.name":                        {"a", "b"},
		"liste":                             {"c"},
		"zahl":                              {"12345678901234567890"},
		"leer":                              nil, "wahr": nil, "fehlt.ganz": nil, "realm_access.roles.x": nil, "": {},
	} {
		if got := c.list(path); path != "" && !slices.Equal(got, want) {
			t.Errorf("%s: %q", path, got)
		}
	}
	if got := rollen([]string{"poststelle administration", "root,loeschen", "poststelle",
		"Teamleitung"}); !slices.Equal(got,
		[]casework.Rolle{casework.RollePoststelle, casework.RolleAdministration, casework.RolleLoeschen}) {
		t.Errorf("roles %q", got)
	}
	if got := einheiten([]string{"/a/lf-32", "lf-50/", "/", "", "/b/lf-32", "Amt 10"}); !slices.Equal(got,
		[]string{"lf-32", "lf-50", "Amt 10"}) {
		t.Errorf("units %q", got)
	}
}

func TestNiveau(t *testing.T) {
	for _, tc := range []struct {
		level, acr string
		want       int
	}{
		{"", "", 1}, {"1", "", 1}, {"2", "", 1}, {"3", "", 3}, {"4", "", 4}, {"5", "", 1}, {"44", "", 1}, {"-4", "", 1}, {"4.0", "", 1},
		{"", "STORK-QAA-Level-1", 1}, {"", "STORK-QAA-Level-2", 1}, {"", "STORK-QAA-Level-3", 3}, {"", "STORK-QAA-Level-4", 4},
		{"", "STORK-QAA-Level-9", 1}, {"", "STORK-QAA-Level-", 1}, {"STORK-QAA-Level-4", "", 4},
		{"", "http://eidas.europa.eu/LoA/low", 1}, {"", "http://eidas.europa.eu/LoA/substantial", 3}, {"", "http://eidas.europa.eu/LoA/high", 4},
		{"", "http://eidas.europa.eu/NotNotified/LoA/high", 1}, {"", "https://evil.example/high", 1},
		{"hoch", "", 4}, {"substanziell", "", 3}, {"substantiell", "", 3}, {"normal", "", 1}, {"", "High", 4},
		{"", "4", 1}, {"", "urn:mace:incommon:iap:silver", 1}, // a bare number in acr is the provider's own scale
		{"", "level3", 1}, {"", "Level4", 1}, {"level3", "", 3},
		{" STORK-QAA-Level-3 ", "", 3}, {"stork-qaa-level-4", "", 4}, {" 4\n", "", 4}, {" ", "STORK-QAA-Level-3", 3},
		{"UNTERGEORDNET", "", 1}, {"NORMAL", "", 1}, {"SUBSTANTIELL", "", 3}, {"HOCH", "", 4}, {"BASISREGISTRIERUNG", "", 1},
		{"SUBSTANTIAL", "", 3}, {"HIGH", "", 4}, {"LOW", "", 1}, {"LoA/substantial", "", 3}, {"eidas LoA/high", "", 4},
		{"", "http://bsi.bund.de/eID/LoA/hoch", 4}, {"", "http://bsi.bund.de/eID/LoA/normal", 1},
		{"1", "STORK-QAA-Level-4", 1}, {"unbekannt", "STORK-QAA-Level-4", 1}, // the claim goes before acr, even if not understood
	} {
		if got := niveau(tc.level, tc.acr); got != tc.want {
			t.Errorf("niveau(%q, %q) = %d, want %d", tc.level, tc.acr, got, tc.want)
		}
	}
}

// When somebody proved who they are is taken from the ID token; a provider that does not say it, or says nonsense, or
// whose clock is ahead, has just seen them.
func TestWhenTheyProvedIt(t *testing.T) {
	op := startFake(t)
	p := op.provider(t)
	now := time.Now()
	p.now = func() time.Time { return now }
	for name, tc := range map[string]struct {
		authTime any
		want     time.Duration
	}{
		"an hour ago": {now.Add(-time.Hour).Unix(), time.Hour}, "as a text": {"1700000000", now.Sub(time.Unix(1700000000, 0))},
		"with a fraction": {float64(now.Unix()-90) + 0.5, 90 * time.Second}, "ahead": {now.Add(time.Hour).Unix(), 0},
		"not said": {nil, 0}, "nonsense": {"gestern", 0}, "an object": {map[string]any{"a": 1}, 0},
	} {
		op.idToken = op.sign(t, op.key, map[string]any{"nonce": "einmal", "auth_time": tc.authTime,
			"preferred_username": "x", "vertrauensniveau": "3"})
		id, err := p.Complete(t.Context(), "code", Pending{"s", "einmal", "v"})
		if d := id.Vor - tc.want; err != nil || d < 0 || d >= time.Second {
			t.Errorf("%s: %v ago, want %v; %v", name, id.Vor, tc.want, err)
		}
	}
	op.userinfo = map[string]any{"sub": "f00d", "auth_time": 1}
	op.idToken = op.sign(t, op.key, map[string]any{"nonce": "einmal"})
	if id, err := p.Complete(t.Context(), "code", Pending{"s", "einmal", "v"}); err != nil || id.Vor != 0 {
		t.Errorf("userinfo says when: %v ago, %v", id.Vor, err)
	}
}

func TestSecrets(t *testing.T) {
	one, hash := NewSecret()
	two, _ := NewSecret()
	if len(one) != 43 || one == two || !slices.Equal(hash, Hash(one)) || len(hash) != 32 {
		t.Errorf("secrets %q, %q with hash of %d bytes", one, two, len(hash))
	}
}
