#!/usr/bin/python3
"""Word error rates of weights on the demo calls and on validation shards, greedy and with the beam search of decoder.py.

usage: measure.py WEIGHTS.pt CORPUS_FOLDER [VALIDATION.npz ...]
The word model is built from the corpus without its held-out lines, so that held-out figures are honest.
Parameters of the search from the environment: WEIGHT, BONUS, UNKNOWN, STRAY, WIDTH. SHOW=1 prints what was heard.
"""
import json
import os
import subprocess
import sys
import tempfile

import numpy as np
import texts
import torch
from ctc_model import Net, Recognizer, greedy
from decoder import Search, WordModel
from scipy.io import wavfile

RATE = 8000
DEMO = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "core", "demo")


def edits(reference, heard):
    """Levenshtein distance of two word lists."""
    row = list(range(len(heard) + 1))
    for i, a in enumerate(reference, 1):
        last, row[0] = row[:], i
        for j, b in enumerate(heard, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
    return row[-1]


def channels_of(path):
    """The channels of a recording as float32."""
    with tempfile.TemporaryDirectory() as folder:
        wav = os.path.join(folder, "call.wav")
        command = ["lame", "--quiet", "--decode", path, wav] if path.endswith(".mp3") else ["sox", "-D", path, "-e", "signed", "-b", "16", wav]
        subprocess.run(command, check=True)
        pcm = wavfile.read(wav)[1].astype(np.float32) / 32768
    return [pcm] if pcm.ndim == 1 else list(pcm.T)


def pieces_of(sound, longest=16.0, gap=0.45, pad=0.2):
    """(start, end) samples of speech by energy: cut at pauses of gap seconds, and at the quietest place when too long."""
    hop = RATE // 100
    energy = np.sqrt(np.convolve(sound ** 2, np.ones(hop * 3) / (hop * 3), "same")[::hop])
    level = max(np.percentile(energy, 10) * 3, 0.06 * np.percentile(energy, 97))
    loud, spans = np.flatnonzero(energy > level), []
    for at in loud:
        if spans and at - spans[-1][1] < gap * 100:
            spans[-1][1] = at
        else:
            spans.append([at, at])
    spans, out = [s for s in spans if s[1] - s[0] > 12], []
    while spans:
        start, end = spans.pop(0)
        if end - start > longest * 100:
            middle = start + int(longest * 50)
            cut = middle + int(np.argmin(energy[middle:start + int(longest * 100)]))
            spans[:0] = [[start, cut], [cut, end]]
        else:
            out.append((max(0, int(start * hop - pad * RATE)), min(len(sound), int(end * hop + pad * RATE))))
    return out


def heard_pieces(recognizer, sound):
    """[(start sample, log-probabilities)] of one channel."""
    with torch.no_grad():
        return [(a, recognizer(torch.tensor(sound[None, a:b]))[0].numpy()) for a, b in pieces_of(sound)]


def demo_sets(recognizer):
    """(call id, side, reference words, pieces) of every channel; both sides together where the recording is mono."""
    with open(os.path.join(DEMO, "dialogues.json"), encoding="utf-8") as file:
        calls = json.load(file)["calls"]
    for call in calls:
        sounds = channels_of(os.path.join(DEMO, "recordings", call["file"]))
        if call["agentChannel"] is None:
            yield call["id"], "both", " ".join(texts.bare(t["text"]) for t in call["turns"]).split(), heard_pieces(recognizer, sounds[0])
        else:
            for side, at in (("agent", call["agentChannel"]), ("client", 1 - call["agentChannel"])):
                words = " ".join(texts.bare(t["text"]) for t in call["turns"] if t["speaker"] == side).split()
                yield call["id"], side, words, heard_pieces(recognizer, sounds[at])


def main():
    torch.set_num_threads(1)
    net = Net()
    net.load_state_dict(torch.load(sys.argv[1]))
    recognizer = Recognizer(net).eval()
    lines = [line for line in texts.corpus_lines(sys.argv[2]) if not texts.held_out(line)]
    model = WordModel([texts.bare(line) for line in lines])
    setting = lambda name, value: float(os.environ.get(name, value))
    search = Search(model, setting("WEIGHT", 0.5), setting("BONUS", 1.5), setting("UNKNOWN", -3), setting("STRAY", -1), int(setting("WIDTH", 24)))
    table, per_call = {}, {}
    for call, side, words, pieces in demo_sets(recognizer):
        plain = " ".join(greedy(torch.tensor(p)) for _, p in pieces).split()
        found = " ".join(search(p) for _, p in pieces).split()
        for name in ((call, "demo calls")):
            row = per_call.setdefault(name, [0, 0, 0])
            row[0] += len(words)
            row[1] += edits(words, plain)
            row[2] += edits(words, found)
        if os.environ.get("SHOW"):
            print(call, side, "\n  said ", " ".join(words), "\n  plain", " ".join(plain), "\n  beam ", " ".join(found))
    for path in sys.argv[3:]:
        data, row = np.load(path), per_call.setdefault(os.path.basename(path), [0, 0, 0])
        for i, text in enumerate(data["txt"]):
            sound = data["pcm"][data["off"][i]:data["off"][i + 1]].astype(np.float32) / 32768
            sound += 1e-3 * np.random.default_rng(i).standard_normal(len(sound)).astype(np.float32)
            with torch.no_grad():
                out = recognizer(torch.tensor(sound[None]))[0].numpy()
            words = str(text).split()
            row[0] += len(words)
            row[1] += edits(words, greedy(torch.tensor(out)).split())
            row[2] += edits(words, search(out).split())
    for name, (count, plain, found) in per_call.items():
        print("%-12s words %4d  greedy %.3f  beam %.3f" % (name, count, plain / count, found / count))


if __name__ == "__main__":
    main()
