"""Synthetic voices: espeak-ng's Russian in many variants and festival's Russian voice, both as float32 at 8 kHz."""
import os
import re
import subprocess
import tempfile

import numpy as np
from scipy.io import wavfile
from scipy.signal import resample_poly

FESTIVAL = "festival"
# The voices of the demo calls are a known part of the training voices; their texts are not.
DEMO_VOICES = ["f2", "m1", "Alex", "m7", "f5", "Andrea", "max", "m5", "f1", "anika", "Michael"]
OTHER_VOICES = ["", "m2", "m4", "m6", "m8", "f3", "belinda", "david", "steph", "victor", "adam", "boris", "Alicia", "Andy", "Annie",
                "Diogo", "Gene", "Henrique", "Hugo", "Jacky", "Lee", "Marco", "Mario", "Mike", "antonio", "aunty", "benjamin",
                "caleb", "ed", "edward", "grandma", "grandpa", "gustave", "john", "marcelo", "michel", "miguel", "pablo", "paul",
                "pedro", "rob", "robert", "sandro", "shelby", "travis", "zac"]
HELD_OUT_VOICES = ["m3", "f4", "Denis", "linda"]


def espeak(text, voice, rate, pitch, gap=0):
    """One utterance by an espeak-ng variant; None where it said nothing."""
    name = "ru" + ("+" + voice if voice else "")
    wav = subprocess.run(["espeak-ng", "-v", name, "-s", str(rate), "-p", str(pitch), "-g", str(gap), "--stdout", text],
                         capture_output=True).stdout
    sound = np.frombuffer(wav[44:len(wav) - len(wav) % 2], dtype=np.int16).astype(np.float32) / 32768
    return resample_poly(sound, 160, 441).astype(np.float32) if len(sound) > 4000 else None


def festival_text(text):
    """Only what the festival voice is known to read: letters and simple punctuation."""
    return " ".join(re.sub(r"[^А-Яа-яЁё ,.!?]", " ", text.replace("—", ",").replace("-", " ")).split())


def festival(texts, stretch=1.0):
    """Several utterances in one run of festival (starting it costs half a second); None for those that failed.

    The voice reads UTF-8. stretch > 1 is slower.
    """
    with tempfile.TemporaryDirectory() as folder:
        script = ["(voice_msu_ru_nsh_clunits)"]
        for i, text in enumerate(texts):
            script.append('(utt.save.wave (utt.synth (Utterance Text "%s")) "%s/%d.wav" \'riff)' % (festival_text(text), folder, i))
        path = os.path.join(folder, "say.scm")
        # One failing utterance ends a batch, so each line runs under unwind-protect.
        with open(path, "w", encoding="utf-8") as file:
            file.write(script[0] + "\n" + "\n".join("(unwind-protect %s nil)" % line for line in script[1:]) + "\n")
        subprocess.run(["festival", "-b", path], capture_output=True)
        sounds = []
        for i in range(len(texts)):
            try:
                rate, pcm = wavfile.read(os.path.join(folder, "%d.wav" % i))
                sound = resample_poly(pcm.astype(np.float32) / 32768, 8000, rate).astype(np.float32)
                sounds.append(resample_poly(sound, round(100 * stretch), 100).astype(np.float32) if stretch != 1 else sound)
            except (OSError, ValueError):
                sounds.append(None)
    return sounds


def trimmed(sound, floor=0.01):
    """The sound without leading and trailing near-silence."""
    loud = np.flatnonzero(np.abs(sound) > floor * np.abs(sound).max())
    return sound[max(0, loud[0] - 80):loud[-1] + 160] if len(loud) else sound
