import { useTranslation } from 'react-i18next';
import { PageTitle } from '../components/PageTitle';
import { followInside } from '../lib/route';

export function UnknownPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle title={t('seite.nichtGefunden')} />
      <p>{t('seite.nichtGefundenText')}</p>
      <p>
        <a className="kern-link" href="/antragsraum" onClick={followInside}>
          {t('fehler.zurListe')}
        </a>
      </p>
    </>
  );
}
