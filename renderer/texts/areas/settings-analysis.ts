/** Texts of the section of settings about analysis. */

export const ru = {
  profile: {
    title: 'Как читать разговоры',
    hint: 'По расшифровкам: возражения, тональность, темы. Звук при смене не слушается заново.',
    names: { bundled: 'Встроенный', accurate: 'Точный' },
    gives: {
      bundled: 'Работает сразу, ничего не нужно скачивать. Быстро на любом компьютере.',
      accurate:
        'Ко встроенному добавляется мнение двух скачанных моделей: лучше узнаёт возражения, сказанные другими словами. Медленнее; в первый раз несколько минут учится.',
    },
    anew_one: 'Будет разобран заново {{count, number}} звонок',
    anew_few: 'Будет разобрано заново {{count, number}} звонка',
    anew_many: 'Будет разобрано заново {{count, number}} звонков',
    anew_other: 'Будет разобрано заново {{count, number}} звонка',
    works: 'Работает сейчас',
    needed: 'Нужна модель «{{model}}»',
    better: 'Для тональности добавьте модель «{{model}}»',
    installed: 'Модель «{{model}}» установлена',
    toModels: 'Открыть «Модели»',
    fallback: 'Выбран точный, но его модели нет: пока читает встроенный.',
    choose: 'Выбрать',
    question: 'Сменить способ чтения?',
    questionText: 'Ваши поправки, категории и заметки останутся. Найденное автоматически может измениться.',
  },
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
  profile: {
    title: 'How conversations are read',
    hint: 'From transcripts: objections, sentiment, topics. A change does not listen to the sound again.',
    names: { bundled: 'Bundled', accurate: 'Accurate' },
    gives: {
      bundled: 'Works at once, nothing to download. Quick on any computer.',
      accurate:
        'Adds the opinion of two downloaded models to the bundled one: better at objections in other words. Slower; the first time it learns for some minutes.',
    },
    anew_one: '{{count, number}} call will be analysed anew',
    anew_other: '{{count, number}} calls will be analysed anew',
    works: 'Works now',
    needed: 'Needs the model “{{model}}”',
    better: 'For sentiment add the model “{{model}}”',
    installed: 'The model “{{model}}” is installed',
    toModels: 'Open “Models”',
    fallback: 'The accurate one is chosen, but its model is missing: the bundled one reads meanwhile.',
    choose: 'Choose',
    question: 'Change how conversations are read?',
    questionText: 'Your corrections, categories and notes stay. What was found automatically may change.',
  },
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
