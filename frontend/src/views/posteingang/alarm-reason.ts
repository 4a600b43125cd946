import type { TFunction } from "i18next";

/** Why an alarm could not be told, in words. The server puts the channel before the reason: "email: mail_deferred". */
export function alarmReason(fehler: string, t: TFunction): string {
  return t(`alarmGrund.${fehler.replace(/^\w+: /, "")}`, { defaultValue: fehler });
}
