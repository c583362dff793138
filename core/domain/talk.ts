/** How a conversation went by the clock: who spoke how much, when nobody did, who cut in. */

/** One side of the conversation. */
export interface SideTalk {
  readonly speechMs: number;
  readonly words: number;
  /** Words per minute of own speech; null when too little was said for a rate. */
  readonly wordsPerMinute: number | null;
  readonly longestMonologueMs: number;
  /** Where that monologue begins; null when the side said nothing. */
  readonly longestMonologueStartMs: number | null;
  /** How often this side took the word while the other was speaking. */
  readonly interruptions: number;
}

/** A figure that cannot be told is null («не определено»), never a guess; the rules stand in `core/talk`. */
export interface TalkMetrics {
  /** Length of the recording, or the end of the last word where that is later. */
  readonly durationMs: number;
  /** All silences together. */
  readonly silenceMs: number;
  /** 0..1 of `durationMs`; null for a recording of no length. */
  readonly silenceShare: number | null;
  /** Between the first and the last word; null when nothing was said. */
  readonly longestSilenceMs: number | null;
  readonly longestSilenceStartMs: number | null;
  /** 0..1: the manager's part of all speech; null where sides are not told apart or nobody spoke. */
  readonly agentShare: number | null;
  /** Null where sides are not told apart. */
  readonly agent: SideTalk | null;
  readonly client: SideTalk | null;
  /** Questions that the manager asked; null where sides are not told apart. */
  readonly agentQuestions: number | null;
  /** True where the transcript has no punctuation: questions by intonation alone are missing from the figure. */
  readonly areQuestionsLowerBound: boolean;
  /** Median pause between the client's words and the manager's answer; null when the manager answered nothing. */
  readonly patienceMs: number | null;
}

/** Averages over a manager's calls whose sides are told apart; how each is weighted stands in `core/reports`. */
export interface TalkAverages {
  /** How many calls they are made of. */
  readonly calls: number;
  readonly agentShare: number | null;
  readonly silenceShare: number | null;
  readonly longestMonologueMs: number;
  readonly wordsPerMinute: number | null;
  /** The manager's interruptions in ten minutes of conversation. */
  readonly interruptionsPerTenMinutes: number | null;
  readonly questionsPerCall: number;
  readonly patienceMs: number | null;
}
