/** How the conversation went by the clock: one column per side, then what belongs to both. */

import { useTranslation } from 'react-i18next';
import type { TalkMetrics } from '#core/domain/talk.ts';
import { formatClock } from '#core/texts/format.ts';
import { useFormats } from '../../components/format.ts';

interface MetricsCardProperties {
  readonly talk: TalkMetrics;
  /** Leads to a place of the recording. */
  readonly onSeek: (atMs: number) => void;
}

export function MetricsCard({ talk, onSeek }: MetricsCardProperties) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { agent, client, agentShare } = talk;
  const place = (durationMs: number | null | undefined, startMs: number | null | undefined) =>
    typeof durationMs === 'number' && typeof startMs === 'number' ? (
      <button className="link-place" onClick={() => onSeek(startMs)} title={t('metrics.listen')} type="button">
        {formatClock(durationMs)}
      </button>
    ) : null;
  const rate = (value: number | null | undefined) =>
    typeof value === 'number' ? formats.number(Math.round(value)) : null;
  const rows = [
    [
      'share',
      agentShare === null ? null : formats.share(agentShare, 1),
      agentShare === null ? null : formats.share(1 - agentShare, 1),
    ],
    [
      'monologue',
      place(agent?.longestMonologueMs, agent?.longestMonologueStartMs),
      place(client?.longestMonologueMs, client?.longestMonologueStartMs),
    ],
    ['interruptions', agent && formats.number(agent.interruptions), client && formats.number(client.interruptions)],
    ['rate', rate(agent?.wordsPerMinute), rate(client?.wordsPerMinute)],
  ] as const;
  const unknown = <span className="dimmed">{t('metrics.unknown')}</span>;
  const questions = talk.areQuestionsLowerBound ? 'metrics.atLeast' : 'metrics.exactly';
  return (
    <section className="card">
      <h2>{t('metrics.title')}</h2>
      {agent && client && (
        <table className="metrics">
          <thead>
            <tr>
              <td />
              <th scope="col">{t('speaker.agent')}</th>
              <th scope="col">{t('speaker.client')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, ofAgent, ofClient]) => (
              <tr key={name}>
                <th scope="row">{t(`metrics.${name}`)}</th>
                <td className="number">{ofAgent ?? '—'}</td>
                <td className="number">{ofClient ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl className="facts metrics-common">
        {!(agent && client) && (
          <>
            <dt>{t('metrics.sides')}</dt>
            <dd>{unknown}</dd>
          </>
        )}
        <dt>{t('metrics.silence')}</dt>
        <dd className="number">{talk.silenceShare === null ? unknown : formats.share(talk.silenceShare, 1)}</dd>
        <dt>{t('metrics.longestSilence')}</dt>
        <dd className="number">{place(talk.longestSilenceMs, talk.longestSilenceStartMs) ?? unknown}</dd>
        {agent && (
          <>
            <dt>{t('metrics.questions')}</dt>
            <dd className="number">{t(questions, { count: talk.agentQuestions ?? 0 })}</dd>
            <dt>{t('metrics.patience')}</dt>
            <dd className="number">
              {talk.patienceMs === null
                ? unknown
                : t('metrics.seconds', { value: formats.number(talk.patienceMs / 1000) })}
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}
