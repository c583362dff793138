/** The footer: what the figures rest on and what they cannot tell. */

import { formatMoment, formatNumber, formatPeriod } from '#core/texts/format.ts';
import type { PageContext } from './context.ts';
import { el } from './dom.ts';
import { section } from './small-parts.ts';

export function methodologySection({ data }: PageContext): HTMLElement {
  const mono = data.calls.filter((call) => call.channels === 1).length;
  const models = data.models.map((model) => `${model.id} ${model.version}`).join(', ');
  const facts: readonly (readonly [string, string])[] = [
    ['Период', `${formatPeriod(data.period)}, часовой пояс ${data.timeZone}`],
    ['Составлен', formatMoment(data.generatedAt, data.timeZone)],
    ['Звонки', `${formatNumber(data.totals.calls)}, из них разобрано ${formatNumber(data.totals.analysed)}`],
    ['Модели', models || 'не указаны'],
    ...(Object.keys(data.request.filter).length > 0
      ? [['Выборка', 'не все звонки периода: отчёт собран с фильтрами'] as const]
      : []),
  ];
  const notes = [
    'Речь распознана и разобрана моделями на компьютере пользователя; запись и текст никуда не передавались.',
    'Возражения ищутся только в репликах клиента. «Отработано» — менеджер ответил по существу и клиент смягчился; «спор» — возразил клиенту; «проигнорировано» — ответа не было.',
    'Доли звонков с возражениями и тональностей считаются от разобранных звонков, доля отработанных — от всех возражений.',
    'Доля речи, перебивания и скорость считаются только там, где стороны записаны в разных каналах; у менеджера они взвешены по времени звонков. Тишина — паузы от одной секунды.',
    'Модели ошибаются: цитата и время стоят рядом с каждым выводом, чтобы его можно было проверить.',
    data.request.masking === 'safe'
      ? 'Телефоны, почта, номера документов и имена клиентов скрыты. Имя, сказанное без отчества, и название компании могли остаться: их нельзя надёжно отличить от других слов.'
      : '',
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
