/** Objection categories: the ten standard ones and the user's own. */

export const UNKNOWN_CATEGORY_ID = 'unknown';

/** A class of objections with what to do about it. */
export interface Category {
  readonly id: string;
  readonly name: string;
  readonly recommendation: string;
  readonly examples: readonly string[];
  readonly counterExamples: readonly string[];
  readonly keywords: readonly string[];
  readonly isEnabled: boolean;
  readonly isBuiltin: boolean;
}

/** All categories as they stood at one time. */
export interface CategorySet {
  /** Grows with every change; results remember it. */
  readonly version: number;
  readonly categories: readonly Category[];
}

/** An entry of the history of sets. */
export interface CategorySetVersion {
  readonly version: number;
  /** What was changed. */
  readonly note: string;
  /** Instant in UTC. */
  readonly createdAt: string;
  readonly categories: number;
}

const builtin = (id: string, name: string, recommendation: string): Category => ({
  id,
  name,
  recommendation,
  examples: [],
  counterExamples: [],
  keywords: [],
  isEnabled: true,
  isBuiltin: true,
});

/** The ten standard objections of Russian sales, in the order they are shown. */
export const BUILTIN_CATEGORIES: readonly Category[] = [
  builtin('price', 'Высокая цена', 'Снизить цену или показать выгоду'),
  builtin('no_time', 'Нет сейчас времени', 'Перенести встречу или ускорить процесс'),
  builtin('has_alternative', 'Уже есть другой вариант', 'Показать преимущества перед текущим решением'),
  builtin('no_need', 'Непонятна потребность', 'Выявить скрытую потребность'),
  builtin('no_decision', 'Не может принять решение', 'Помочь с принятием решения'),
  builtin('terms', 'Не подходят условия', 'Адаптировать условия под клиента'),
  builtin('no_trust', 'Не хватает доверия и репутации', 'Предоставить гарантии и референсы'),
  builtin('compares', 'Сравнивает с конкурентами', 'Выделить уникальные преимущества'),
  builtin('quality', 'Недостаточное качество или функциональность', 'Доработать продукт под требования клиента'),
  builtin('no_expertise', 'Не уверен в опыте и компетенциях', 'Показать экспертизу в отрасли'),
];
