/** Texts of the first screen. */

export const ru = {
  title: 'Добро пожаловать в Разбор',
  lead: 'Разбор слушает звонки отдела продаж: переводит в текст, находит возражения и показывает, какие разговоры стоит послушать.',
  privacy: 'Данные остаются здесь',
  privacyText:
    'Записи, тексты и отчёты лежат в папке на этом компьютере и никуда не отправляются. Разбор обращается только к вашему порталу и за моделями, когда вы об этом просите.',
  start: 'Откуда взять звонки',
  bitrix24: 'Битрикс24',
  bitrix24Text: 'Звонки и записи вашего портала. Нужен входящий вебхук.',
  bitrix24Run: 'Подключить',
  folder: 'Папка с записями',
  folderText: 'Файлы с телефонной станции или диска: MP3, WAV, OGG и другие.',
  folderRun: 'Выбрать папку',
  demo: 'Учебные звонки',
  demoText: 'Двенадцать разговоров выдуманной компании. Без сети, займёт около минуты.',
  demoRun: 'Показать на примере',
  demoRunning: 'Загружаем и разбираем учебные звонки…',
  demoDone: 'Учебные звонки готовы',
  demoFailed: 'Учебные звонки не загрузились',
  connected: 'Портал {{host}} подключён. Звонки загружаются.',
  speech: 'Распознавание речи',
  speechText:
    'Встроенная модель годится для учебных звонков. Для настоящих один раз установите модель для телефонной речи — или принесите её файлом.',
  speechRun: 'Выбрать модель',
  skip: 'Пропустить',
  finish: 'К звонкам',
};

export const en: typeof ru = {
  title: 'Welcome to Razbor',
  lead: 'Razbor listens to sales calls: turns them into text, finds objections and shows which conversations are worth hearing.',
  privacy: 'Your data stays here',
  privacyText:
    'Recordings, texts and reports lie in a folder on this computer and are sent nowhere. Razbor asks only your portal and, when you wish, the model hub.',
  start: 'Where the calls come from',
  bitrix24: 'Bitrix24',
  bitrix24Text: 'Calls and recordings of your portal. Needs an incoming webhook.',
  bitrix24Run: 'Connect',
  folder: 'A folder of recordings',
  folderText: 'Files of a telephone exchange or a disk: MP3, WAV, OGG and others.',
  folderRun: 'Choose a folder',
  demo: 'Demo calls',
  demoText: 'Twelve conversations of a made-up company. No network, takes about a minute.',
  demoRun: 'Show an example',
  demoRunning: 'Downloading and analysing the demo calls…',
  demoDone: 'The demo calls are ready',
  demoFailed: 'The demo calls did not come',
  connected: 'Portal {{host}} is connected. Calls are being downloaded.',
  speech: 'Speech recognition',
  speechText:
    'The bundled model is good for the demo calls. For real ones install a model for telephone speech once, or bring it as a file.',
  speechRun: 'Choose a model',
  skip: 'Skip',
  finish: 'To the calls',
};
