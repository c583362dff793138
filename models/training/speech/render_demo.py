#!/usr/bin/python3
"""Renders the demo calls: core/demo/dialogues.json -> core/demo/recordings/*, deterministic with the same Debian packages.

Agent and client are spoken by the voices named in the file, each on its own channel (agentChannel), with pauses, a few
interruptions (a negative pauseMs), a telephone band, line noise, different levels and a trace of crosstalk. The times of
the turns are written back into dialogues.json (startMs, endMs, durationMs), so tests know when what was said.

usage: render_demo.py [dialogues.json] [recordings folder]
"""
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

import numpy as np
import telephone
import voices
from scipy.io import wavfile
from scipy.signal import lfilter

HERE = os.path.dirname(os.path.abspath(__file__))
DEMO = os.path.join(HERE, "..", "..", "..", "core", "demo")


def say(turns, voice, rng):
    """Sounds of one party's turns, one speaking manner for the whole call."""
    if voice == voices.FESTIVAL:
        return voices.festival([turn["text"] for turn in turns])
    rate, pitch = rng.randint(138, 158), rng.randint(40, 60)
    return [voices.espeak(turn["text"], voice, rate + rng.randint(-5, 5), pitch) for turn in turns]


def arrange(call):
    """The two parties' tracks (agent, client) before the line; sets startMs and endMs of the turns."""
    rng = random.Random(call["id"])
    sounds = [None] * len(call["turns"])
    for party in ("agent", "client"):
        own = [i for i, turn in enumerate(call["turns"]) if turn["speaker"] == party]
        for i, sound in zip(own, say([call["turns"][i] for i in own], call["voices"][party], rng)):
            sound = voices.trimmed(sound)
            sounds[i] = sound / np.sqrt(np.mean(sound ** 2))
    at, places = rng.randint(400, 900), []
    for turn, sound in zip(call["turns"], sounds):
        at += turn.get("pauseMs", rng.randint(300, 1100)) if places else 0
        turn["startMs"], turn["endMs"] = at, at + len(sound) // 8
        places.append(at * 8)
        at = turn["endMs"]
    call["durationMs"] = at + rng.randint(500, 1000)
    tracks = {party: np.zeros(call["durationMs"] * 8, np.float32) for party in ("agent", "client")}
    for turn, sound, place in zip(call["turns"], sounds, places):
        tracks[turn["speaker"]][place:place + len(sound)] += sound
    return tracks["agent"], tracks["client"]


def hiss(count, rng):
    """Line noise. Not telephone.noise: the recordings must stay the same when the training's noise changes."""
    return lfilter([0.7], [1, -0.3], rng.standard_normal(count)).astype(np.float32) / 0.7 ** 0.5


def on_the_line(agent, client, seed):
    """Band, levels (root mean square of speech), crosstalk and noise of each channel."""
    rng = np.random.default_rng(seed)
    loud = [rng.uniform(0.07, 0.11), rng.uniform(0.03, 0.08)]
    tracks = [telephone.band(track) * level for track, level in zip((agent, client), loud)]
    leak = rng.uniform(0.003, 0.015)
    mixed = [tracks[0] + leak * tracks[1], tracks[1] + leak * tracks[0]]
    return [np.clip(track + telephone.band(hiss(len(track), rng)) * rng.uniform(0.0008, 0.003), -0.99, 0.99) for track in mixed]


def write(call, tracks, folder):
    """The recording in the call's format."""
    if call["agentChannel"] is None:
        frames = 0.9 * (tracks[0] + tracks[1])
    else:
        frames = np.stack(tracks if call["agentChannel"] == 0 else tracks[::-1], 1)
    path = os.path.join(folder, call["file"])
    with tempfile.TemporaryDirectory() as temporary:
        pcm = os.path.join(temporary, "call.wav")
        wavfile.write(pcm, telephone.RATE, (frames * 32767).astype(np.int16))
        if call["format"] == "wav-pcm16":
            shutil.copyfile(pcm, path)
        elif call["format"] == "wav-alaw":
            subprocess.run(["sox", "-D", pcm, "-e", "a-law", path], check=True)
        else:
            # Separate channels: joint stereo would let one party be heard on the other's side.
            mode = ["-m", "m", "-b", "24"] if call["channels"] == 1 else ["-m", "s", "-b", "32"]
            subprocess.run(["lame", "--quiet", "--cbr", *mode, pcm, path], check=True)


def main():
    source = sys.argv[1] if len(sys.argv) > 1 else os.path.join(DEMO, "dialogues.json")
    folder = sys.argv[2] if len(sys.argv) > 2 else os.path.join(DEMO, "recordings")
    os.makedirs(folder, exist_ok=True)
    with open(source, encoding="utf-8") as file:
        book = json.load(file)
    for number, call in enumerate(book["calls"]):
        write(call, on_the_line(*arrange(call), seed=number), folder)
        size = os.path.getsize(os.path.join(folder, call["file"]))
        print(call["file"], round(call["durationMs"] / 1000, 1), "s", size, "bytes")
    with open(source, "w", encoding="utf-8") as file:
        # Lists of one short string on one line, as the project's formatter has them.
        file.write(re.sub(r'\[\n\s+("[^"\n]*")\n\s+\]', r"[\1]", json.dumps(book, ensure_ascii=False, indent=2)) + "\n")


if __name__ == "__main__":
    main()
