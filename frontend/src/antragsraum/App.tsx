import { useTranslation } from "react-i18next";
import styles from "./App.module.css";
import { isUnauthenticated } from "./api/client";
import { useIch } from "./api/queries";
import { ErrorNotice } from "./components/ErrorNotice";
import { Footer } from "./components/Footer";
import { Header } from "./components/Header";
import { LiveRegion } from "./components/LiveRegion";
import { Loading } from "./components/Loading";
import { SessionNotice } from "./components/SessionNotice";
import { cx } from "./lib/cx";
import { parseRoute, usePathname } from "./lib/route";
import { ListPage } from "./pages/ListPage";
import { StartPage } from "./pages/StartPage";
import { UnknownPage } from "./pages/UnknownPage";
import { VorgangPage } from "./pages/VorgangPage";

export function App() {
  const { t } = useTranslation();
  const pathname = usePathname();
  const ich = useIch();
  const signedOut = isUnauthenticated(ich.error);
  // once shown, a page stays: an expired session must not take away what somebody is typing
  const showStart = signedOut && ich.data === undefined;
  return (
    <>
      <a className={styles.skip} href="#inhalt">
        {t("seite.zumInhalt")}
      </a>
      <Header ich={ich.data} />
      <main id="inhalt" className={cx("column", styles.main)} tabIndex={-1}>
        {signedOut && ich.data && <SessionNotice />}
        {showStart && <StartPage pathname={pathname} />}
        {ich.isPending && <Loading />}
        {ich.error && !signedOut && !ich.data && <ErrorNotice error={ich.error} onRetry={() => void ich.refetch()} />}
        {ich.data && <CurrentPage pathname={pathname} ich={ich.data} />}
      </main>
      <Footer />
      <LiveRegion />
    </>
  );
}

function CurrentPage({ pathname, ich }: { pathname: string; ich: NonNullable<ReturnType<typeof useIch>["data"]> }) {
  const route = parseRoute(pathname);
  if (route.page === "liste") return <ListPage ich={ich} />;
  if (route.page === "vorgang") return <VorgangPage key={route.id} id={route.id} ich={ich} />;
  return <UnknownPage />;
}
