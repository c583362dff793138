/** One call, in a panel over the page: what was found and the whole conversation. */

import type { CountedObjection } from '#core/domain/finding.ts';
import { formatClock, formatMoment, formatPhone } from '#core/texts/format.ts';
import { DIRECTION_NAMES, TOPIC_NAMES } from '#core/texts/labels.ts';
import type { PageContext } from './context.ts';
import { el, fill, pressable } from './dom.ts';
import { icon } from './icons.ts';
import type { PageCall } from './page-types.ts';
import { sentimentMark, verdictMark } from './small-parts.ts';
import { talkFacts } from './talk-facts.ts';
import { transcriptView } from './transcript-view.ts';
import { loadTranscripts } from './transcripts.ts';

export interface CallPanel {
  readonly element: HTMLElement;
  open(call: PageCall, utterance?: number): void;
}

/** @param neighbours the calls that `j` and `k` walk through */
export function callPanel(context: PageContext, neighbours: () => readonly PageCall[]): CallPanel {
  let current: PageCall | null = null;
  const content = el('div', 'panel-content');
  const dialog = el('dialog', { class: 'panel', attributes: { 'aria-labelledby': 'panel-title' } }, content);

  const open = (call: PageCall, utterance?: number): void => {
    current = call;
    const transcript = el('div', { class: 'transcript', attributes: { 'aria-busy': 'true' } });
    fill(
      content,
      header(context, call, close),
      facts(call),
      findings(context, call, scrollTo),
      talkFacts(call.talk),
      heading(context, call),
      context.has('transcripts') ? transcript : null,
    );
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    if (!context.has('transcripts')) return;
    void loadTranscripts().then((all) => {
      const index = context.data.calls.indexOf(call);
      fill(transcript, transcriptView({ context, call, transcript: all[index] }));
      transcript.removeAttribute('aria-busy');
      if (utterance !== undefined) scrollTo(utterance);
    });
  };
  const close = (): void => dialog.close();
  const scrollTo = (utterance: number): void => {
    const bubble = dialog.querySelector(`[data-utterance="${utterance}"]`);
    bubble?.scrollIntoView({ block: 'center' });
    bubble?.classList.add('is-target');
    setTimeout(() => bubble?.classList.remove('is-target'), 1600);
  };
  const step = (by: number): void => {
    const list = neighbours();
    const next = current && list[list.indexOf(current) + by];
    if (next) open(next);
  };
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) close();
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'j' || event.key === 'о') step(1);
    if (event.key === 'k' || event.key === 'л') step(-1);
  });
  return { element: dialog, open };
}

function header({ data }: PageContext, call: PageCall, close: () => void): HTMLElement {
  const people = [call.agent ?? 'Менеджер не указан', formatPhone(call.client ?? 'клиент не указан')].join(' — ');
  const about = `${formatMoment(call.startedAt, data.timeZone)} · ${DIRECTION_NAMES[call.direction]} · ${formatClock(call.durationMs)}`;
  return el(
    'header',
    'panel-head',
    el('div', '', el('h2', { attributes: { id: 'panel-title' } }, people), el('p', 'muted', about)),
    el(
      'button',
      {
        class: 'icon-button',
        on: { click: close },
        attributes: { type: 'button', 'aria-label': 'Закрыть', title: 'Закрыть (Esc)' },
      },
      icon('close'),
    ),
  );
}

function facts(call: PageCall): HTMLElement {
  return el(
    'div',
    'facts',
    call.topic ? el('span', 'fact', TOPIC_NAMES[call.topic]) : null,
    call.sentiment ? el('span', 'fact', sentimentMark(call.sentiment)) : null,
    typeof call.score === 'number' ? el('span', 'fact', `Чек-лист: ${Math.round(call.score)} из 100`) : null,
    call.nextStep
      ? el('p', 'next-step', icon('next'), el('span', '', el('b', '', 'Следующий шаг: '), call.nextStep))
      : null,
    call.problem ? el('p', 'problem', icon('warning'), call.problem) : null,
  );
}

function findings(context: PageContext, call: PageCall, scrollTo: (utterance: number) => void): HTMLElement | null {
  if (call.objections.length === 0) return null;
  const item = (objection: CountedObjection): HTMLElement =>
    el(
      'li',
      { css: { '--hue': context.colour(objection.category) } },
      pressable(
        { class: 'finding', onPress: context.has('transcripts') ? () => scrollTo(objection.utterance) : null },
        el(
          'span',
          'finding-head',
          el('span', 'dot'),
          el('b', '', context.categoryName(objection.category)),
          verdictMark(objection.verdict),
        ),
        el('span', 'quote-text', objection.quote),
        context.recommendation(objection.category)
          ? el('span', 'advice', icon('advice'), el('span', '', context.recommendation(objection.category)))
          : null,
      ),
      clipOf(call, objection),
    );
  return el('div', 'panel-part', el('h3', '', 'Возражения'), el('ul', 'findings', ...call.objections.map(item)));
}

/** The client's own voice, where the report was made with sound. */
function clipOf(call: PageCall, objection: CountedObjection): HTMLElement | null {
  const clip = call.clips?.find(({ utterance }) => utterance === objection.utterance);
  if (!clip) return null;
  const label = `Отрывок записи с ${formatClock(clip.startMs)}`;
  return el('audio', {
    class: 'clip',
    attributes: { controls: '', preload: 'none', src: clip.url, 'aria-label': label },
  });
}

function heading({ has }: PageContext, call: PageCall): HTMLElement {
  const isMono = call.channels === 1;
  if (!has('transcripts'))
    return el(
      'div',
      'panel-part',
      el('h3', '', 'Расшифровка'),
      el('p', 'hint', 'В этот отчёт расшифровки не включены.'),
    );
  return el(
    'div',
    'panel-part',
    el('h3', '', 'Расшифровка'),
    isMono
      ? el('p', 'hint', 'Запись одноканальная: стороны разговора записаны вместе, показатели по сторонам неточны.')
      : null,
  );
}
