import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import styles from "./MoreButton.module.css";

/** Below a list: the next page. */
export function MoreButton({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const { t } = useTranslation();
  return (
    <p className={styles.more}>
      <Button busy={busy} onClick={onClick}>
        {t("liste.mehr")}
      </Button>
    </p>
  );
}
