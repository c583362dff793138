/** Russian names of fixed lists, shared by the command line, the report and the renderer. */

import type { Direction } from '#core/domain/call.ts';
import type { Sentiment, TopicId, Verdict } from '#core/domain/finding.ts';
import type { Speaker } from '#core/domain/transcript.ts';

export const TOPIC_NAMES: Readonly<Record<TopicId, string>> = {
  sales: 'Продажи и коммерческие предложения',
  support: 'Техническая поддержка',
  consultation: 'Консультации по продукту',
  complaint: 'Жалобы и претензии',
  information: 'Информационные запросы',
  order: 'Заказы и оформление услуг',
  partnership: 'Партнерство и сотрудничество',
  other: 'Другое',
};

export const SENTIMENT_NAMES: Readonly<Record<Sentiment, string>> = {
  positive: 'позитивная',
  neutral: 'нейтральная',
  negative: 'негативная',
};

export const VERDICT_NAMES: Readonly<Record<Verdict, string>> = {
  handled: 'отработано',
  argued: 'спор',
  ignored: 'проигнорировано',
};

export const DIRECTION_NAMES: Readonly<Record<Direction, string>> = { in: 'входящий', out: 'исходящий' };

export const SPEAKER_NAMES: Readonly<Record<Speaker, string>> = {
  agent: 'Менеджер',
  client: 'Клиент',
  unknown: 'Говорящий',
};

export const UNKNOWN_CATEGORY_NAME = 'Вне категорий';
