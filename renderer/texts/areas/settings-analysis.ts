/** Texts of the section of settings about analysis. */

export const ru = {
  letters: {
    title: 'Письма после звонка',
    hint: 'Предлагаются на экране звонка после возражения. Сами никуда не отправляются.',
    text: 'Текст письма',
    places: 'Подставляются: {клиент}, {менеджер}, {возражение}, {факты}, {шаг}.',
    save: 'Сохранить',
    reset: 'Вернуть обычный текст',
  },
  knowledge: {
    title: 'Факты о продукте',
    hint: 'Каждый факт — отдельный абзац, между ними пустая строка. В письмо попадают те, что ближе к возражению.',
    example: 'Рассрочка на шесть месяцев без переплаты.\n\nВнедрение занимает три дня, обучение бесплатно.',
  },
  learning: {
    title: 'Поправки к возражениям',
    hint: 'Отметки «верно» и «неверно» на экране звонка учат категории. Выключите, и всё вернётся к обычной модели.',
    isOn: 'Учиться на поправках',
    total_one: 'Сделана {{count, number}} поправка',
    total_few: 'Сделано {{count, number}} поправки',
    total_many: 'Сделано {{count, number}} поправок',
    total_other: 'Сделано {{count, number}} поправки',
    reset: 'Убрать все поправки',
    question: 'Все отметки и исправленные категории пропадут, звонки пересчитаются. Вернуть их будет нельзя.',
  },
};

export const en = {
  letters: {
    title: 'Letters after a call',
    hint: 'Proposed on the screen of a call after an objection. Nothing sends them by itself.',
    text: 'Text of the letter',
    places: 'Filled in: {клиент} client, {менеджер} manager, {возражение} objection, {факты} facts, {шаг} next step.',
    save: 'Save',
    reset: 'Back to the usual text',
  },
  knowledge: {
    title: 'Facts about the product',
    hint: 'Each fact is a paragraph with an empty line after it. A letter takes those nearest to the objection.',
    example: 'Six months of instalments without interest.\n\nSetting up takes three days, training is free.',
  },
  learning: {
    title: 'Corrections of objections',
    hint: 'Marks “right” and “wrong” on the screen of a call teach the categories. Switched off, the usual model is back.',
    isOn: 'Learn from corrections',
    total_one: '{{count, number}} correction made',
    total_other: '{{count, number}} corrections made',
    reset: 'Take back all corrections',
    question: 'All marks and corrected categories go, and calls are computed anew. This cannot be undone.',
  },
};
