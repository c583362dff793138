/** What was said, by whom and when. */

export type Speaker = 'agent' | 'client' | 'unknown';

/** A word with its place in the audio, milliseconds from the start of the recording. */
export interface Word {
  readonly text: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** A span returned by an engine for one channel, before speakers are assigned. */
export interface Segment {
  /** 0-based channel of the decoded audio. */
  readonly channel: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** 0..1. */
  readonly confidence: number;
  readonly words: readonly Word[];
}

/** One speaker's turn. */
export interface Utterance {
  readonly speaker: Speaker;
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  /** 0..1. */
  readonly confidence: number;
  readonly words: readonly Word[];
}

/** What made a derived row; a change of any field makes the row stale. */
export interface Maker {
  /** Model or engine id, e.g. `bundled-ru-8k`. */
  readonly id: string;
  /** Version of weights and decoding together. */
  readonly version: string;
}

/** Result of `razbor transcribe` (interfaces.md): utterances in time order. */
export interface Transcript {
  readonly durationMs: number;
  /** Channels with different content: 2 for agent and client apart, 1 for a mixed recording. */
  readonly channels: number;
  /**
   * Which channel of the recording (0 left, 1 right) is the agent's, so that its lane can be named; null where the sides
   * have no channels of their own, or nobody knows.
   */
  readonly agentChannel: 0 | 1 | null;
  readonly engine: Maker;
  readonly utterances: readonly Utterance[];
}

/** What the source itself made of a call: plain text without speakers and times. Never mixed with our transcript. */
export interface PortalTranscript {
  readonly text: string;
  /** Instant in UTC. */
  readonly fetchedAt: string;
}
