#!/usr/bin/python3
"""Makes shards of synthetic Russian telephone speech for training the bundled CTC model.

Each utterance: one text, one voice, random rate and pitch, telephone band, random level, silence around it. Half of a shard
goes through MP3 at 16-32 kbit/s. Noise, G.711, crosstalk and the rest are added anew on every pass by train.py.
Output: an .npz with txt [n], off [n+1] (sample offsets), pcm int16 (all samples), voice [n].

usage: synthesize.py KIND COUNT SEED OUT.npz [CORPUS]
  KIND corpus    lines of the corpus (COUNT of them, shuffled by SEED // 100, starting at (SEED % 100) * COUNT)
       random    random phrases of dictionary words, corpus words, numbers and names
       festival  lines of the corpus by festival's Russian voice
       held      held-out lines, held-out voices
       seen      held-out lines, voices of the training
"""
import os
import random
import sys

import numpy as np
import telephone
import texts
import voices


def choose_voice(rng, kind):
    """An espeak-ng variant; the demo voices make up 45 % of training."""
    if kind == "held":
        return rng.choice(voices.HELD_OUT_VOICES)
    return rng.choice(voices.DEMO_VOICES if rng.random() < 0.45 else voices.OTHER_VOICES)


def choose_texts(kind, count, seed, corpus):
    """COUNT written lines for a shard."""
    rng = random.Random(seed)
    lines = texts.corpus_lines(corpus)
    if kind in ("held", "seen"):
        lines = [line for line in lines if texts.held_out(line) and len(line) < 200]
        random.Random(1).shuffle(lines)
        return lines[:count]
    lines = [piece for line in lines if not texts.held_out(line) for piece in texts.cut(line) if texts.bare(piece)]
    if kind == "random":
        forms, common = texts.word_forms(), sorted({w for line in lines for w in texts.bare(line).split()})
        return [texts.random_phrase(rng, forms, common) for _ in range(count)]
    random.Random(seed // 100).shuffle(lines)
    start = seed % 100 * count
    return [lines[(start + i) % len(lines)] for i in range(count)]


def finish(sound, rng):
    """Band, level and the silence that a voice-activity cut leaves around speech."""
    sound = telephone.band(voices.trimmed(sound))
    sound *= rng.uniform(0.15, 0.9) / max(1e-4, np.abs(sound).max())
    pad = lambda: np.zeros(rng.randint(300, 4000), np.float32)
    sound = np.concatenate([pad(), sound, pad()])
    # Some noise must be there before MP3, which turns faint noise into zeros and holes.
    line = telephone.noise(len(sound), np.random.default_rng(rng.getrandbits(32)), rng.choice([0, 0.3, 0.7]))
    return sound + telephone.band(line) * rng.choice([0, 1]) * 10 ** rng.uniform(-3.6, -2.4)


def speak_all(lines, kind, seed):
    """(text, sound, voice) of every line that could be spoken."""
    if kind == "festival":
        for at in range(0, len(lines), 25):
            rng = random.Random(seed * 7919 + at)
            part = lines[at:at + 25]
            for text, sound in zip(part, voices.festival(part, rng.uniform(0.9, 1.12))):
                if sound is not None and len(sound) > 2400:
                    yield text, finish(sound, rng), voices.FESTIVAL
        return
    for i, text in enumerate(lines):
        rng = random.Random(seed * 7919 + i)
        voice = choose_voice(rng, kind)
        written = text if rng.random() < 0.6 else texts.bare(text)
        sound = voices.espeak(written, voice, rng.randint(120, 188), rng.randint(25, 75), rng.choice([0, 0, 0, 1, 3]))
        if sound is not None:
            yield text, finish(sound, rng), voice


def main():
    kind, count, seed, out = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    lines = choose_texts(kind, count, seed, sys.argv[5] if len(sys.argv) > 5 else "models/training/corpus")
    made = list(speak_all(lines, kind, seed))
    offsets = np.cumsum([0] + [len(sound) for _, sound, _ in made])
    pcm = np.concatenate([sound for _, sound, _ in made])
    half = offsets[len(made) // 2]
    step = 600 * telephone.RATE
    for at in range(0, half, step):
        part = slice(at, min(half, at + step))
        pcm[part] = telephone.mp3(pcm[part], random.Random(seed + at).choice([16, 16, 24, 32]))
    temporary = out + ".part.npz"
    np.savez(temporary, txt=np.array([texts.bare(text) for text, _, _ in made]), off=offsets,
             pcm=(np.clip(pcm, -1, 1) * 32767).astype(np.int16), voice=np.array([voice for _, _, voice in made]))
    os.rename(temporary, out)  # a trainer that watches the folder never sees half a file
    print(out, len(made), "utterances", round(len(pcm) / telephone.RATE / 3600, 2), "h", flush=True)


if __name__ == "__main__":
    main()
