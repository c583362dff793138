/** Texts of the settings of speech: channels, the vocabulary. */

export const ru = {
  speech: {
    channel: 'Где слышно менеджера',
    channelHint: 'Для стереозаписей. Действует для расшифровок, которые будут сделаны после.',
    channels: { auto: 'Определять по разговору', left: 'В левом канале', right: 'В правом канале' },
    vocabulary: 'Словарь',
    vocabularyHint:
      'Названия, товары и имена. Услышанные варианты сразу заменяются во всех расшифровках; звук не трогается.',
    word: 'Как писать',
    variants: 'Что слышится',
    variantsHint: 'Введите вариант и нажмите Enter',
    boost: 'Прислушиваться',
    boostHint: 'Помогать распознаванию услышать слово в новых записях',
    addWord: 'Добавить слово',
    removeWord: 'Убрать слово «{{word}}»',
    saveWords: 'Сохранить словарь',
    savedWords: 'Слов: {{words}}. Изменилось реплик: {{changed}}.',
    importWords: 'Добавить из файла',
    exportCsv: 'Сохранить в CSV',
    exportJson: 'Сохранить в JSON',
    noWords: 'Слов пока нет.',
  },
};

export const en = {
  speech: {
    channel: 'Where the manager is heard',
    channelHint: 'For stereo recordings. Counts for transcripts made from now on.',
    channels: { auto: 'Tell by the conversation', left: 'In the left channel', right: 'In the right channel' },
    vocabulary: 'Vocabulary',
    vocabularyHint:
      'Names, products, people. What is misheard is replaced in all transcripts at once; audio is not touched.',
    word: 'As it is written',
    variants: 'What is heard',
    variantsHint: 'Type a variant and press Enter',
    boost: 'Listen for it',
    boostHint: 'Helps recognition to hear the word in new recordings',
    addWord: 'Add a word',
    removeWord: 'Remove the word “{{word}}”',
    saveWords: 'Save the vocabulary',
    savedWords: 'Words: {{words}}. Turns that changed: {{changed}}.',
    importWords: 'Add from a file',
    exportCsv: 'Save as CSV',
    exportJson: 'Save as JSON',
    noWords: 'No words yet.',
  },
};
