import path from 'node:path';
import { findRefiners, findSpeechEngine } from '#core/speech-models.ts';
import type { Direction } from '#core/domain/call.ts';
import type { Transcript } from '#core/domain/transcript.ts';
import { createTranscriber } from '#core/pipeline/index.ts';
import { rolesOfSetting } from '#core/speech/index.ts';
import { SPEAKER_NAMES } from '#core/texts/labels.ts';
import type { CommandContext, CommonOptions } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { durationText } from '../wording.ts';

interface Options extends CommonOptions {
  readonly engine?: string;
  readonly language?: string;
  readonly direction?: Direction;
  readonly agentChannel?: string;
}

/** `razbor transcribe FILE`: one recording to text; nothing is stored. */
export async function transcribe(context: CommandContext, options: Options, [file]: string[]): Promise<ExitCode> {
  const { output, signal, forker, resources, dataDir } = context;
  const speech = await findSpeechEngine({ resources, dataDir, engineId: options.engine, language: options.language });
  const transcriber = await createTranscriber({
    ...speech,
    forker,
    channelRoles: rolesOfSetting(options.agentChannel),
    refiners: await findRefiners(dataDir),
    logger: { log: (_level, _event, facts) => output.say(notRefinedText(facts?.step)) },
  });
  try {
    const transcript = await transcriber.transcribe(
      { path: path.resolve(file!), direction: options.direction ?? null },
      { signal, onProgress: (audioDoneMs) => output.progress(`Расшифровка: ${durationText(audioDoneMs)}`) },
    );
    output.result(transcript, dialogueText(transcript));
    return EXIT.done;
  } finally {
    transcriber.close();
  }
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
