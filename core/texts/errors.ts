/** Error texts in the user's words: what happened and what to do, for the command line, the report and the renderer. */

import type { ErrorCode, ErrorData, ErrorDetails } from '#core/errors.ts';

/** What happened, and what the reader can do about it. */
export interface ErrorText {
  readonly title: string;
  readonly advice: string;
}

type Describe = (details: ErrorDetails) => ErrorText;

const text =
  (title: string, advice: string): Describe =>
  () => ({ title, advice });

/** A detail as text, or a fallback where it is missing. */
const say = (value: ErrorDetails[string] | undefined, fallback: string): string =>
  value === undefined || value === null || value === '' ? fallback : String(value);

/** Where another address is written: on the screen, or in the command. */
const OTHER_ADDRESS = 'укажите другой адрес («Модели → Откуда скачивать модели» или --hub)';

/** By the reason of `model.download-failed`. */
const DOWNLOAD_ADVICE: Readonly<Record<string, string>> = {
  page: 'Вместо файла пришла веб-страница: интернет здесь открывается через прокси или страницу входа. Скачайте модель на другом компьютере и добавьте: «Модели → Добавить модель без интернета» или razbor models import.',
  status: `Сайт не отдаёт этот файл. Повторите позже или ${OTHER_ADDRESS}.`,
  size: `Пришёл файл другого размера. Ничего не установлено. Повторите или ${OTHER_ADDRESS}.`,
  checksum: `Файл пришёл повреждённым или изменённым. Ничего не установлено. Повторите или ${OTHER_ADDRESS}.`,
  commit: `С этого адреса приходит другая версия модели. Ничего не установлено: ${OTHER_ADDRESS}.`,
  'no-commit': `По этому адресу не сообщают версию модели. Ничего не установлено: ${OTHER_ADDRESS}.`,
  'no-checksum': `По этому адресу не сообщают контрольную сумму, проверить файл нельзя. Ничего не установлено: ${OTHER_ADDRESS}.`,
  redirect: `С этого адреса отправляют на чужой. Ничего не загружено: ${OTHER_ADDRESS}.`,
  redirects: `С адреса отправляют на адрес по кругу. Ничего не загружено: ${OTHER_ADDRESS}.`,
};

const TEXTS: Readonly<Record<ErrorCode, Describe>> = {
  'portal.bad-url': text(
    'Адрес вебхука не распознан',
    'Скопируйте его в Битрикс24 целиком: «Разработчикам → Другое → Входящий вебхук», вид https://портал/rest/1/ключ/',
  ),
  'portal.unreachable': text(
    'Портал не отвечает',
    'Проверьте интернет и адрес портала. Уже загруженное сохранено, загрузка продолжится с того же места.',
  ),
  'portal.bad-answer': text(
    'Портал ответил не так, как описано в документации',
    'Возможно, между вами и порталом стоит прокси или страница входа. Повторите позже.',
  ),
  'portal.certificate': text(
    'Сертификат портала не прошёл проверку',
    'Для коробочного портала укажите файл своего удостоверяющего центра: --ca файл.pem. Проверку отключать нельзя.',
  ),
  'portal.unauthorized': text(
    'Портал не принял вебхук',
    'Он удалён, истёк или его ключ изменился. Создайте новый вебхук и укажите его.',
  ),
  'portal.forbidden': text(
    'Не хватает прав на портале',
    'Создайте вебхук от имени администратора или попросите право «Статистика звонков — просмотр».',
  ),
  'portal.missing-scope': (details) => ({
    title: `Вебхуку не хватает разрешения «${say(details.scope, 'неизвестно')}»`,
    advice: 'Откройте вебхук на портале, отметьте это разрешение и сохраните.',
  }),
  'portal.plan': text(
    'Тариф портала не даёт доступа к REST',
    'Нужен коммерческий тариф с подпиской Маркет или пробный период.',
  ),
  'portal.rate-limited': text('Портал просит подождать', 'Загрузка продолжится сама, ничего делать не нужно.'),
  'portal.overloaded': text(
    'Портал заблокирован из-за нагрузки',
    'Блокировку снимает только поддержка Битрикс24. Загрузка остановлена, загруженное сохранено.',
  ),
  'portal.closed': text('Портал закрыт', 'Проверьте адрес портала.'),
  'portal.moved': (details) => ({
    title: `Портал ${say(details.from, '')} переехал: ${say(details.host, 'новый адрес не указан')}`.replace('  ', ' '),
    advice: details.host
      ? 'Если новый адрес верный, повторите с --accept-move или подтвердите его в подключении. До этого ключ на новый адрес не отправляется.'
      : 'Проверьте адрес портала и подключите вебхук заново.',
  }),
  'portal.ignored-filter': text(
    'Портал вернул не те звонки, которые были запрошены',
    'Загрузка остановлена, чтобы не получить неверные данные. Сообщите об этом разработчикам.',
  ),
  'portal.method-missing': (details) => ({
    title: `На портале нет метода «${say(details.method, 'неизвестно')}»`,
    advice: 'Обновите коробочный портал или включите модуль телефонии.',
  }),
  'portal.bad-request': (details) => ({
    title: `Портал отверг запрос ${say(details.method, '')}`.trim(),
    advice: 'Это похоже на нашу ошибку. Сообщите о ней, приложив журнал.',
  }),
  'voximplant.unreachable': text(
    'Voximplant не отвечает',
    'Проверьте интернет и повторите позже. Уже загруженное сохранено.',
  ),
  'voximplant.unauthorized': text(
    'Voximplant не принял номер аккаунта или ключ',
    'Проверьте их в панели управления Voximplant. Ключу нужно право читать историю звонков.',
  ),
  'voximplant.rate-limited': text('Voximplant просит подождать', 'Повторите позже: загруженное сохранено.'),
  'voximplant.rejected': (details) => ({
    title: `Voximplant отверг запрос истории звонков${details.apiCode === undefined ? '' : ` (код ${say(details.apiCode, '')})`}`,
    advice: 'Попробуйте период короче. Если не поможет, сообщите об этом, приложив журнал.',
  }),
  'voximplant.bad-answer': text(
    'Voximplant ответил не так, как описано в документации',
    'Возможно, между вами и Voximplant стоит прокси или страница входа. Повторите позже.',
  ),
  'recording.pending': text('Запись ещё не появилась на портале', 'Она будет загружена позже сама.'),
  'recording.missing': text('У звонка нет записи', 'Проверьте, включена ли запись разговоров для этой линии.'),
  'recording.deleted': text('Запись удалена на портале', 'Восстановить её может только администратор портала.'),
  'recording.forbidden': (details) => ({
    title: 'Нет прав на запись разговора',
    advice:
      details.reason === 'provider'
        ? 'Хранилище телефонии отдаёт записи только после входа (в Voximplant — защищённое хранение). Скачайте их и добавьте: razbor import.'
        : 'Вебхук должен быть создан администратором: остальным портал отдаёт только их собственные записи.',
  }),
  'recording.not-audio': text(
    'Вместо записи получен другой файл',
    'Портал прислал страницу или текст. Попробуйте загрузить запись ещё раз позже.',
  ),
  'recording.too-large': (details) => ({
    title: `Запись больше допустимого${details.limitMb === undefined ? '' : ` (${say(details.limitMb, '')} МБ)`}`,
    advice: 'Проверьте, что это запись одного разговора.',
  }),
  'recording.incomplete': text('Запись загрузилась не полностью', 'Загрузка будет повторена.'),
  'audio.unknown-format': text(
    'Файл не похож на аудиозапись',
    'Поддерживаются WAV, MP3, FLAC, Ogg, WebM, M4A, AAC и AMR. Проверьте, что файл открывается в проигрывателе.',
  ),
  'audio.unsupported-codec': (details) => ({
    title: `Формат записи не поддерживается: ${say(details.format ?? details.codec, 'неизвестный')}`,
    advice:
      details.library === undefined
        ? 'Включите на АТС или в телефоне запись в MP3 или WAV либо пересохраните файл в одном из них и добавьте снова.'
        : `Не хватает системной библиотеки ${say(details.library, '')} (пакет libasound2). Установите её или пересохраните запись как MP3 или WAV.`,
  }),
  'audio.corrupt': text('Аудиофайл повреждён', 'Загрузите или экспортируйте его заново.'),
  'audio.empty': text('Файл пуст, в нём нет звука', 'Загрузите или экспортируйте его заново.'),
  'audio.silent': text('В записи нет речи', 'Расшифровывать нечего.'),
  'audio.too-long': (details) => ({
    title: 'Запись слишком длинная',
    advice: `Предел — ${say(details.limitHours, '12')} ч. Разделите её на части.`,
  }),
  'file.not-found': (details) => ({
    title: `Файл не найден: ${say(details.path ?? details.file, '')}`.trim(),
    advice: 'Проверьте путь и имя файла.',
  }),
  'file.unreadable': (details) => ({
    title: `Файл не читается: ${say(details.path ?? details.file, '')}`.trim(),
    advice: 'Проверьте права на файл и диск.',
  }),
  'disk.full': (details) => ({
    title: 'На диске нет места',
    advice:
      details.needMb === undefined
        ? 'Освободите место и запустите снова: работа продолжится с того же звонка.'
        : `Нужно ${say(details.needMb, '')} МБ, свободно ${say(details.freeMb, '')} МБ. Освободите место и повторите.`,
  }),
  'model.missing': (details) => ({
    title: `Модель не установлена: ${say(details.model ?? details.file ?? details.path, 'неизвестно')}`,
    advice:
      details.model === undefined
        ? 'Восстановите файлы программы.'
        : `Установите её: razbor models install ${say(details.model, '')}`,
  }),
  'model.corrupt': (details) => ({
    title: `Файл модели повреждён: ${say(details.model ?? details.file ?? details.path, 'неизвестно')}`,
    advice: 'Установите модель заново: razbor models install ИМЯ. Файл с флешки скопируйте заново.',
  }),
  'model.unknown': (details) => ({
    title: `Такой модели нет в списке: ${say(details.model, 'без имени')}`,
    advice: 'Список моделей: razbor models list.',
  }),
  'model.unrecognised': (details) => ({
    title: `Не удалось понять, какая это модель: ${say(details.file, 'файл')}`,
    advice: 'Укажите папку со всеми файлами модели или её имя: razbor models import ПАПКА --id ИМЯ.',
  }),
  'model.download-failed': (details) => ({
    title: `Модель не загрузилась${details.file === undefined ? '' : `: ${say(details.file, '')}`}`,
    advice:
      DOWNLOAD_ADVICE[say(details.reason, '')] ??
      'Проверьте интернет и повторите: загрузка продолжится с того же места.',
  }),
  'engine.unknown': (details) => ({
    title: `Неизвестный движок распознавания: ${say(details.engine, '')}`.trim(),
    advice: 'Список движков: razbor models list.',
  }),
  'engine.not-built': text(
    'Нет программы для моделей Whisper',
    'Соберите её командой npm run build:whisper или выберите другую модель речи: T-one и GigaAM работают без неё.',
  ),
  'engine.crashed': text(
    'Распознавание аварийно остановилось на этой записи',
    'Остальные звонки обработаны. Эту запись можно повторить; если не поможет — она повреждена.',
  ),
  'store.newer-than-app': (details) => ({
    title: 'База данных создана более новой версией Разбора',
    advice: `Обновите программу (версия базы ${say(details.found, '?')}, программа знает ${say(details.known, '?')}). База не изменена.`,
  }),
  'store.corrupt': (details) => ({
    title: 'База данных повреждена',
    advice: `Восстановите её из резервной копии рядом с файлом ${say(details.path, 'razbor.db')}. Записи звонков целы.`,
  }),
  'store.locked': (details) => ({
    title: 'С этой папкой данных уже работает другая копия Разбора',
    advice: `Закройте её или укажите другую папку: --data. Папка: ${say(details.path, '')}`.trim(),
  }),
  'secrets.exposed': (details) => ({
    title: 'Файл с ключом портала открыт другим пользователям',
    advice: `Закройте его: chmod 600 ${say(details.path, 'secrets.json')}. Если его мог прочитать чужой, создайте новый вебхук.`,
  }),
  'network.unreachable': (details) =>
    details.reason === 'certificate'
      ? {
          title: `Сертификат ${say(details.host, 'сайта')} не прошёл проверку`,
          advice: 'Попросите администратора установить сертификат компании в систему, затем перезапустите Разбор.',
        }
      : {
          title: `${say(details.host, 'Сайт')} не отвечает${details.proxy ? ` через прокси ${say(details.proxy, '')}` : ''}`,
          advice: 'Проверьте интернет. Если в сеть выходят через прокси, укажите его: Настройки → Сеть.',
        },
  'proxy.unreachable': (details) => ({
    title: `Прокси-сервер ${say(details.proxy, '')} не отвечает`.replace('  ', ' '),
    advice: 'Проверьте адрес и порт: Настройки → Сеть. В обход прокси ничего не отправлено.',
  }),
  'proxy.password': (details) => ({
    title: `Прокси-сервер ${say(details.proxy, '')} требует имя и пароль`.replace('  ', ' '),
    advice:
      details.reason === 'not-stored'
        ? 'Пароль сохранён в хранилище ключей окна Разбора, отсюда его не прочитать. Задайте адрес с паролем в HTTPS_PROXY и выберите «Как в системе» или работайте в окне.'
        : 'Имя или пароль не указаны или не подошли. Исправьте их: Настройки → Сеть.',
  }),
  'proxy.refused': (details) => ({
    title: `Прокси-сервер ${say(details.proxy, '')} не пускает к ${say(details.host, 'этому адресу')}`.replace(
      '  ',
      ' ',
    ),
    advice:
      Number(details.status) >= 500
        ? 'Сам он туда не достучался. Проверьте интернет и повторите позже или попросите администратора сети.'
        : 'Попросите администратора сети разрешить этот адрес.',
  }),
  'proxy.intercepted': (details) => ({
    title: `Прокси-сервер подменяет сертификат ${say(details.host, 'сайта')}`,
    advice:
      'Так компании просматривают шифрованные соединения. Попросите администратора установить сертификат компании в систему, затем перезапустите Разбор.',
  }),
  'proxy.unsupported': (details) => ({
    title: `Прокси-сервер вида ${say(details.kind, 'SOCKS')} не поддерживается`,
    advice: 'Укажите адрес HTTP-прокси: Настройки → Сеть → Прокси-сервер.',
  }),
  'network.offline': text(
    'Включена работа без сети',
    'Разбор никуда не обращается, пока её не выключить: «Настройки → Сеть → Работа без сети».',
  ),
  'work.running': text('Сейчас идёт другая работа', 'Дождитесь её окончания или остановите её и повторите.'),
  'backup.invalid': (details) => ({
    title: `Это не резервная копия Разбора: ${say(details.path, 'файл')}`,
    advice: 'Выберите файл .db, который записал Разбор. Данные не изменены.',
  }),
  'portal.not-connected': text(
    'Битрикс24 не подключён',
    'Подключите портал: «Настройки → Битрикс24» или команда razbor connect.',
  ),
  'input.invalid': (details) => ({
    title: `Неверные данные${details.line === undefined ? '' : `, строка ${say(details.line, '')}`}`,
    advice: say(details.reason, 'Проверьте формат по документации.'),
  }),
  'job.cancelled': text('Остановлено', 'Готовое сохранено. Запустите снова, чтобы продолжить.'),
  internal: text('Внутренняя ошибка', 'Подробности записаны в журнал. Сообщите о ней разработчикам.'),
};

/** @param error code and facts of an error @returns its text in Russian */
export function describeError(error: Pick<ErrorData, 'code' | 'details'>): ErrorText {
  return TEXTS[error.code](error.details);
}

/** One sentence for lists: «title. advice». */
export function errorSentence(error: Pick<ErrorData, 'code' | 'details'>): string {
  const { title, advice } = describeError(error);
  return `${title}. ${advice}`;
}
