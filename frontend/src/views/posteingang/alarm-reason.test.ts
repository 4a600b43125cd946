import { expect, it } from "vitest";
import { de } from "../../i18n/de.ts";
import { i18n } from "../../i18n/i18n.ts";
import { alarmReason } from "./alarm-reason.ts";

it("says in words why an alarm could not be told, whichever channel it was", () => {
  const t = i18n.getFixedT("de");
  expect(alarmReason("email: mail_deferred", t)).toBe(de.alarmGrund.mail_deferred);
  expect(alarmReason("webhook: webhook_status", t)).toBe(de.alarmGrund.webhook_status);
  expect(alarmReason("alarm_no_address", t)).toBe(de.alarmGrund.alarm_no_address);
  expect(alarmReason("webhook: von_morgen", t)).toBe("webhook: von_morgen");
});
