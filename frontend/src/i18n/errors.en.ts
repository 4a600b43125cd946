/** The English half of errors.de.ts. */
export const errorsEn = {
  invalid: "This input is not possible. Please check the marked fields.",
  not_found: "This does not exist, no longer exists, or is outside your responsibility.",
  forbidden: "You lack the right to do this. Ask your team lead or the administrators.",
  unauthenticated: "Your session has ended. Please sign in again.",
  conflict: "This does not fit the current state. Reload the case and check it.",
  stale: "Somebody has changed the case meanwhile. Check the change, then send again.",
  too_large: "The file or input is too large. Please make it smaller or split it.",
  unavailable: "A service cannot be reached right now. Please try again in a minute.",
  internal: "The program has made an error. Please tell the administrators the reference.",
  offline: "The server cannot be reached. Check the network connection and try again.",
  invalid_fields: "Some details are missing or wrong. Please check the fields named.",
  status_forbids: "This is not possible in the current status of the case. Check the status at the top.",
  vorgang_not_open: "The case is no longer open. If there is more to do, reopen it.",
  assigned_to_other: "The case is assigned to somebody else. Take it over first.",
  land_rules_unknown:
    "The rules of notification for this state are not set up. The administrators must configure them.",
};
