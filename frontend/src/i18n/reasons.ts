/** Every `code` and `reason` the API can answer with. The server's list is compared with this one. */
export const REASONS = [
  "invalid",
  "not_found",
  "forbidden",
  "unauthenticated",
  "conflict",
  "stale",
  "too_large",
  "unavailable",
  "internal",
  "offline",
  "invalid_fields",
  "status_forbids",
  "vorgang_not_open",
  "assigned_to_other",
  "land_rules_unknown",
] as const;

/** Every reason a single field can carry in `fields`. */
export const FIELD_REASONS = [
  "required",
  "length",
  "unknown",
  "negative",
  "not_in_future",
  "no_answer_expected",
  "unknown_level",
  "placeholder_open",
  "reasons_required",
  "not_with_refusal",
] as const;
