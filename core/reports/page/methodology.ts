/** The footer: what the figures rest on and what they cannot tell. */

import { REPORT_SECTIONS, type ReportSection } from '#core/domain/report-request.ts';
import { formatMoment, formatNumber, formatPeriod, formatShare } from '#core/texts/format.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';
import { section } from './small-parts.ts';

const SECTION_NAMES: Readonly<Record<ReportSection, string>> = {
  objections: 'возражения',
  managers: 'менеджеры',
  calls: 'звонки',
  transcripts: 'расшифровки',
};

export function methodologySection({ data, has }: PageContext): HTMLElement {
  const mono = data.monoCalls;
  const models = data.models.map((model) => `${model.id} ${model.version}`).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['Период', `${formatPeriod(data.period)}, часовой пояс ${data.timeZone}`],
    ['Составлен', formatMoment(data.generatedAt, data.timeZone)],
    ['Звонки', `${formatNumber(data.totals.calls)}, из них разобрано ${formatNumber(data.totals.analysed)}`],
    ['Модели и версии', models || 'не указаны'],
    ['Точность по проверкам', checksText(data)],
    ...(Object.keys(data.request.filter).length > 0
      ? [['Выборка', 'не все звонки периода: отчёт собран с фильтрами'] as const]
      : []),
  ];
  const leftOut = REPORT_SECTIONS.filter((section) => !has(section)).map((section) => SECTION_NAMES[section]);
  const notes = [
    'Речь распознана и разобрана моделями на компьютере пользователя; запись и текст никуда не передавались.',
    'Возражения ищутся только в репликах клиента. «Отработано» — менеджер ответил по существу и клиент смягчился; «спор» — возразил клиенту; «проигнорировано» — ответа не было.',
    'Доли звонков с возражениями и тональностей считаются от разобранных звонков, доля отработанных — от возражений, где известно, кто отвечал: там, где стороны записаны вместе и не разделены, отработка не определяется.',
    'Доля речи, перебивания и скорость считаются только там, где стороны записаны в разных каналах; у менеджера они взвешены по времени звонков. Тишина — паузы от одной секунды.',
    'Модели ошибаются: цитата и время стоят рядом с каждым выводом, чтобы его можно было проверить.',
    data.request.masking === 'safe'
      ? 'Телефоны, почта, номера документов и имена клиентов скрыты. Имя, сказанное без отчества, и название компании могли остаться: их нельзя надёжно отличить от других слов.'
      : '',
    leftOut.length > 0 ? `В этот отчёт не включены: ${leftOut.join(', ')}.` : '',
    'Оценка по чек-листу ставится автоматически по словам и показателям звонка; поправки руководителя учтены.',
    mono > 0
      ? `Одноканальных записей: ${formatNumber(mono)}. В них стороны записаны вместе, поэтому кто возражал и кто отвечал, определено менее точно.`
      : '',
  ].filter((note) => note !== '');
  return section(
    { id: 'methodology', title: 'Как это посчитано' },
    el(
      'div',
      'card methodology',
      el('dl', '', ...facts.flatMap(([term, text]) => [el('dt', '', term), el('dd', '', text)])),
      el('ul', '', ...notes.map((note) => el('li', '', note))),
    ),
  );
}

/** The precision that the program shows beside its categories: of the findings that people looked at, how many were right. */
function checksText({ checks, objections }: PageContext['data']): string {
  const names = new Map(objections.map(({ category, name }) => [category, name.toLowerCase()]));
  const checked = checks.filter(({ category, right, wrong }) => names.has(category) && right + wrong > 0);
  if (checked.length === 0) return 'найденные возражения ещё никто не проверял';
  const parts = checked.map(({ category, right, wrong }) => {
    const counted = `${formatNumber(right)} из ${formatNumber(right + wrong)}`;
    return `${names.get(category) ?? category} ${formatShare(right, right + wrong)} (${counted})`;
  });
  return `верно найдено: ${parts.join(', ')}`;
}
