import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { findRefiners, findSpeechEngine } from '#core/installed-models/index.ts';
import type { Direction } from '#core/domain/call.ts';
import type { Transcript } from '#core/domain/transcript.ts';
import type { VocabularyEntry } from '#core/domain/vocabulary.ts';
import { AppError } from '#core/errors.ts';
import { createTranscriber } from '#core/pipeline/index.ts';
import { rolesOfSetting } from '#core/speech/index.ts';
import { DATABASE_FILE, readStore } from '#core/store/index.ts';
import { SPEAKER_NAMES } from '#core/texts/labels.ts';
import { createReplacer, readVocabularyCsv, readVocabularyJson, spokenWords } from '#core/vocabulary/index.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readVocabularyText } from '../vocabulary-file.ts';
import { durationText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly engine?: string;
  readonly language?: string;
  readonly direction?: Direction;
  readonly agentChannel?: string;
  /** A file; false: no words at all. Default: those of the data folder. */
  readonly vocabulary?: string | false;
}

/** `razbor transcribe FILE`: one recording to text; nothing is stored. */
export async function transcribe(context: CommandContext, options: Options, [file]: string[]): Promise<ExitCode> {
  const { output, signal, forker, resources, dataDir } = context;
  const recording = path.resolve(file!);
  if (statSync(recording, { throwIfNoEntry: false })?.isDirectory())
    throw new AppError('input.invalid', { reason: 'Это папка. Записи папки загружает razbor import ПАПКА --process.' });
  const entries = await entriesOf(context, options.vocabulary);
  const speech = await findSpeechEngine({ resources, dataDir, engineId: options.engine, language: options.language });
  const transcriber = await createTranscriber({
    ...speech,
    forker,
    channelRoles: rolesOfSetting(options.agentChannel),
    vocabulary: spokenWords(entries),
    refiners: await findRefiners(dataDir),
    logger: { log: (_level, _event, facts) => output.say(notRefinedText(facts?.step)) },
  });
  try {
    const recognized = await transcriber.transcribe(
      { path: recording, direction: options.direction ?? null },
      { signal, onProgress: (audioDoneMs) => output.progress(`Расшифровка: ${durationText(audioDoneMs)}`) },
    );
    const transcript = replaceWords(recognized, entries);
    output.result(transcript, dialogueText(transcript));
    return EXIT.done;
  } finally {
    transcriber.close();
  }
}

/** The words that count where this recording is one of the data folder's calls, unless others are asked for. */
async function entriesOf(
  { dataDir, clock }: CommandContext,
  asked: string | false | undefined,
): Promise<readonly VocabularyEntry[]> {
  if (asked === false) return [];
  if (asked !== undefined) {
    const { text, format } = await readVocabularyText(asked);
    return format === 'json' ? readVocabularyJson(text) : readVocabularyCsv(text);
  }
  if (!existsSync(path.join(dataDir, DATABASE_FILE))) return [];
  const store = readStore(dataDir, clock);
  try {
    return store.vocabulary.list();
  } finally {
    store.close();
  }
}

function replaceWords(transcript: Transcript, entries: readonly VocabularyEntry[]): Transcript {
  const replace = createReplacer(entries);
  return { ...transcript, utterances: transcript.utterances.map((said) => ({ ...said, ...replace(said) })) };
}

const notRefinedText = (step: unknown): string =>
  step === 'diarize'
    ? 'Говорящие не разделены: модель не сработала.'
    : 'Знаки препинания не расставлены: модель не сработала.';

function dialogueText({ utterances, durationMs }: Transcript): string {
  if (utterances.length === 0) return `В записи (${durationText(durationMs)}) нет речи.`;
  return utterances
    .map(({ startMs, speaker, text }) => `${durationText(startMs)} ${SPEAKER_NAMES[speaker]}: ${text}`)
    .join('\n');
}
