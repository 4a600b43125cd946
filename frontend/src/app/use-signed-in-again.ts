import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { ichQuery } from "../api/queries.ts";
import { useIch } from "../api/session.ts";
import { sessionEnd } from "../api/session-end.ts";
import { toast } from "../components/toast.ts";
import { forgetLocalDrafts } from "../domain/draft-wire.ts";

/** After a sign-in in another window the page goes on; what is another person's is not shown to this one. */
export function useSignedInAgain(): void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { benutzer } = useIch();
  useEffect(
    () =>
      sessionEnd.onSignedIn(async () => {
        const ich = await client.fetchQuery({ ...ichQuery, staleTime: 0 });
        if (ich.benutzer !== benutzer) {
          forgetLocalDrafts();
          location.assign("/");
          return;
        }
        toast(t("sitzung.wieder"));
        await client.invalidateQueries();
      }),
    [client, benutzer, t],
  );
}
