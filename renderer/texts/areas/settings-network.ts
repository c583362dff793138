/** Texts of the settings of the network: the proxy, work without network. */

export const ru = {
  network: {
    proxy: 'Прокси-сервер',
    proxyHint:
      'Посредник, через который в некоторых компаниях выходят в интернет. Нужен ли он и какой у него адрес, знает администратор. Если указан, через него идёт всё: портал, записи, модели, Voximplant.',
    kinds: { system: 'Как в системе', own: 'Свой адрес', none: 'Без прокси' },
    kindHints: {
      system:
        'Подходит почти всем: Разбор выходит в интернет так же, как другие программы этого компьютера. Для администратора: сначала переменные HTTPS_PROXY и NO_PROXY, потом настройки системы.',
      own: 'Адрес даёт администратор. Если прокси-сервер не отвечает, в обход него ничего не отправляется.',
      none: 'Все обращения идут напрямую, даже если в системе указан прокси.',
    },
    address: 'Адрес и порт',
    addressExample: 'proxy.company.ru:3128',
    user: 'Имя',
    password: 'Пароль',
    passwordKept: 'Сохранён. Введите новый, чтобы заменить',
    optional:
      'Если прокси-сервер спрашивает имя и пароль. Пароль хранится отдельно от настроек, только на этом компьютере.',
    bypass: 'Напрямую, без прокси',
    bypassHint:
      'Сайты внутри компании, которые открываются без него, через запятую: portal.company.ru, *.local, 10.0.0.0/8',
    check: 'Проверить',
    checking: 'Проверяем, кто отвечает…',
    save: 'Сохранить',
    saved: 'Настройка сети сохранена',
    answers: '{{host}} отвечает',
    through: 'через {{proxy}}',
    straight: 'напрямую',
    unsaved: 'Проверено то, что введено. Чтобы это действовало, сохраните.',
    offlineNow: 'Сейчас включена работа без сети: проверить нельзя.',
    offline: 'Работа без сети',
    offlineHint: 'Разбор не обращается ни к порталу, ни за моделями. Идущая загрузка останавливается.',
    offlineSwitch: 'Запретить все обращения в сеть',
  },
};

export const en = {
  network: {
    proxy: 'Proxy server',
    proxyHint:
      'What some companies go to the internet through. Your administrator knows whether you need one and its address. Where it is given, everything takes it: portal, recordings, models, Voximplant.',
    kinds: { system: 'As the system', own: 'Own address', none: 'No proxy' },
    kindHints: {
      system:
        'Right for nearly everyone: Razbor goes to the internet as other programs of this computer do. For administrators: the variables HTTPS_PROXY and NO_PROXY first, then the settings of the system.',
      own: 'Your administrator gives the address. Where the proxy does not answer, nothing is sent past it.',
      none: 'Every connection goes straight, even where the system names a proxy.',
    },
    address: 'Address and port',
    addressExample: 'proxy.company.com:3128',
    user: 'Name',
    password: 'Password',
    passwordKept: 'Kept. Type a new one to replace it',
    optional: 'If the proxy asks for them. The password is kept apart from the settings, on this computer only.',
    bypass: 'Straight, without the proxy',
    bypassHint:
      'Sites inside the company that open without it, separated by commas: portal.company.com, *.local, 10.0.0.0/8',
    check: 'Check',
    checking: 'Asking who answers…',
    save: 'Save',
    saved: 'The network settings are saved',
    answers: '{{host}} answers',
    through: 'through {{proxy}}',
    straight: 'directly',
    unsaved: 'What is typed was checked. Save it to put it to work.',
    offlineNow: 'Work without network is on: nothing can be checked.',
    offline: 'Work without network',
    offlineHint: 'Razbor asks neither the portal nor the site with the models. A running download stops.',
    offlineSwitch: 'Forbid every network request',
  },
};
