/** Texts outside the window: menu, tray, notifications. Russian unless the system speaks English. */

const ru = {
  open: 'Открыть Разбор',
  quit: 'Выйти',
  stop: 'Остановить разбор звонков',
  start: 'Разобрать звонки',
  idle: 'Разбор: всё готово',
  running: (percent: number): string => `Разбор: разбираю звонки, ${percent} %`,
  finished: 'Звонки разобраны',
  finishedBody: 'Можно смотреть возражения и отчёты.',
  failed: (calls: number): string => `Не получилось: ${calls}. Причины — в списке звонков.`,
  keepsRunning: 'Разбор работает дальше',
  keepsRunningBody: 'Окно закрыто, звонки разбираются. Открыть или остановить — через значок в области уведомлений.',
  updateReady: 'Новая версия готова',
  updateBody: (version: string): string => `Версия ${version} установится при следующем запуске.`,
  coreEnded: 'Разбор неожиданно остановился',
  coreAdvice: 'Несколько запусков подряд не помогли. Готовые звонки сохранены. Журнал лежит в папке данных, в logs.',
  pageEnded: 'Окно Разбора закрылось из-за ошибки',
  pageAdvice: 'Откройте Разбор ещё раз: звонки и отчёты целы.',
  dialogs: {
    titles: {
      'model-file': 'Файл модели',
      'model-folder': 'Папка с файлами модели',
      'recordings-folder': 'Папка с записями разговоров',
      'backup-folder': 'Куда сохранить копию',
      'backup-file': 'Копия базы Разбора',
    },
    modelFiles: 'Файлы моделей',
    backups: 'Копии базы',
    allFiles: 'Все файлы',
  },
  menu: { file: 'Файл', edit: 'Правка', view: 'Вид', window: 'Окно' },
};

const en: typeof ru = {
  open: 'Open Razbor',
  quit: 'Quit',
  stop: 'Stop analysing calls',
  start: 'Analyse calls',
  idle: 'Razbor: all done',
  running: (percent) => `Razbor: analysing calls, ${percent}%`,
  finished: 'Calls are analysed',
  finishedBody: 'Objections and reports are ready.',
  failed: (calls) => `Failed: ${calls}. The reasons are in the list of calls.`,
  keepsRunning: 'Razbor goes on working',
  keepsRunningBody: 'The window is closed, calls are being analysed. Open or stop it from the notification area.',
  updateReady: 'A new version is ready',
  updateBody: (version) => `Version ${version} will be installed at the next start.`,
  coreEnded: 'Razbor stopped unexpectedly',
  coreAdvice: 'Several restarts did not help. Finished calls are kept. The log is in the data folder, in logs.',
  pageEnded: 'The window of Razbor closed because of an error',
  pageAdvice: 'Open Razbor again: calls and reports are safe.',
  dialogs: {
    titles: {
      'model-file': 'File of a model',
      'model-folder': 'Folder with the files of a model',
      'recordings-folder': 'Folder with recordings',
      'backup-folder': 'Where to keep the copy',
      'backup-file': 'A copy of the database',
    },
    modelFiles: 'Files of models',
    backups: 'Copies of the database',
    allFiles: 'All files',
  },
  menu: { file: 'File', edit: 'Edit', view: 'View', window: 'Window' },
};

export type DesktopTexts = typeof ru;

/** @param locale of the system, e.g. `ru` or `en-GB` */
export function desktopTexts(locale: string): DesktopTexts {
  return locale.startsWith('en') ? en : ru;
}
