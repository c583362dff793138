/** Cuts of calls, so that decisions also learn what talk looks like where little of it is there. */

import type { ClientSignal } from '#core/language/call/signals.ts';

import type { SignalledCall } from './heads.ts';

/** Besides turns with an objection every so many turns are cut around. */
const EVERY = 5;

/** The turns `from` up to, not including, `to`; words of the other side beyond the cut are unheard. */
export function cutCall(call: SignalledCall, from: number, to: number): SignalledCall {
  const clients = call.signals.clients
    .filter(({ utterance }) => utterance >= from && utterance < to)
    .map((client): ClientSignal => ({
      ...client,
      utterance: client.utterance - from,
      before: client.utterance === from ? null : client.before,
      after: client.utterance === to - 1 ? null : client.after,
    }));
  const { call: text, turns } = call.signals;
  return {
    ...call,
    gold: { ...call.gold, utterances: call.gold.utterances.slice(from, to) },
    signals: {
      ...call.signals,
      call: { ...text, utterances: text.utterances.slice(from, to) },
      turns: turns.slice(from, to),
      clients,
    },
  };
}

/** @returns cuts of three and five turns around objections and around some of the other turns */
export function windowsOf(call: SignalledCall): SignalledCall[] {
  const total = call.gold.utterances.length;
  return call.signals.clients.flatMap(({ utterance }, index) => {
    const isObjection = call.gold.utterances[utterance]!.labels.length > 0;
    if (!isObjection && index % EVERY !== 2) return [];
    const reach = 1 + (index % 2);
    const from = Math.max(0, utterance - reach);
    const to = Math.min(total, utterance + reach + 1);
    return to - from < total ? [cutCall(call, from, to)] : [];
  });
}
