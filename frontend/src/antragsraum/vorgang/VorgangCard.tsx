import { useTranslation } from 'react-i18next';
import type { Zeile } from '../api/types';
import { Icon } from '../components/Icon';
import { formatDay } from '../lib/format';
import { followInside, vorgangPath } from '../lib/route';
import { DueText } from './DueText';
import { StandTag } from './StandTag';

/** One application in the overview: what happens now, who has the ball, until when. */
export function VorgangCard({ zeile }: { zeile: Zeile }) {
  const { t, i18n } = useTranslation();
  return (
    <li className={`ar-card ar-case ${zeile.amZug === 'sie' ? 'ar-case-yours' : ''}`}>
      <div className="ar-tags">
        <StandTag stand={zeile.stand} />
        {zeile.neu > 0 && <span className="ar-tag ar-tag-new">{t('liste.neu', { count: zeile.neu })}</span>}
      </div>
      <h2>
        <a className="ar-case-link" href={vorgangPath(zeile.id)} onClick={followInside} lang="de">
          {zeile.titel}
        </a>
      </h2>
      <p>{t(`jetzt.${zeile.stand === 'entschieden' && zeile.neu === 0 ? 'entschieden_kurz' : zeile.stand}`)}</p>
      <p className="ar-with-icon">
        <Icon name={zeile.amZug === 'sie' ? 'person' : zeile.amZug === 'behoerde' ? 'amt' : 'haken'} />
        <span>
          <span className="ar-unseen">{t('jetzt.wer')} </span>
          <strong>{t(`jetzt.kurz.${zeile.amZug}`)}</strong>
          {zeile.bis && zeile.amZug !== 'niemand' && (
            <>
              {' '}
              <DueText bis={zeile.bis} amZug={zeile.amZug} short />
            </>
          )}
        </span>
      </p>
      <p className="ar-small ar-muted">
        {t('liste.nummer')} <span className="ar-number">{zeile.vorgangsnummer}</span>,{' '}
        {t('liste.eingegangenAm', { tag: formatDay(zeile.eingangAm, i18n.language) })}
      </p>
    </li>
  );
}
