"""What a telephone line does to speech: band, level, noise, G.711, MP3, echo of the room."""
import os
import subprocess
import tempfile

import numpy as np
from scipy.io import wavfile
from scipy.signal import butter, lfilter, sosfilt

RATE = 8000
BAND = butter(4, [300, 3400], "bandpass", fs=RATE, output="sos")


def band(sound):
    """300-3400 Hz."""
    return sosfilt(BAND, sound).astype(np.float32)


def a_law(sound):
    """G.711 A-law there and back: 8-bit logarithmic steps."""
    a = 87.6
    x = np.clip(np.abs(sound), 1e-9, 1)
    y = np.where(x < 1 / a, a * x, 1 + np.log(np.maximum(a * x, 1))) / (1 + np.log(a))
    y = np.round(y * 127) / 127 * (1 + np.log(a))
    x = np.where(y < 1, y / a, np.exp(y - 1) / a)
    return (np.sign(sound) * x).astype(np.float32)


def mp3(sound, kilobits):
    """One channel through lame and back. The decoder removes the encoder's delay, so samples keep their places."""
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        wavfile.write(path("a.wav"), RATE, (np.clip(sound, -1, 1) * 32767).astype(np.int16))
        subprocess.run(["lame", "--quiet", "-m", "m", "-b", str(kilobits), "--cbr", path("a.wav"), path("a.mp3")], check=True)
        subprocess.run(["lame", "--quiet", "--decode", path("a.mp3"), path("b.wav")], check=True)
        back = wavfile.read(path("b.wav"))[1].astype(np.float32) / 32768
    out = np.zeros(len(sound), np.float32)
    out[:min(len(out), len(back))] = back[:len(out)]
    return out


def noise(count, rng, colour):
    """Noise of unit strength; colour 0 is white, towards 1 it hums."""
    white = rng.standard_normal(count, dtype=np.float32)
    if not colour:
        return white
    return lfilter(np.float32([1 - colour]), np.float32([1, -colour]), white) / np.float32((1 - colour) ** 0.5)


def room(sound, rng, strength):
    """A short exponential echo, as of a handset held away from the mouth."""
    length = rng.integers(200, 800)
    answer = rng.standard_normal(length) * np.exp(-np.arange(length) / (length / 5)) * strength
    answer[0] = 1
    return lfilter(answer, [1], sound).astype(np.float32) if length < 64 else np.convolve(sound, answer)[:len(sound)].astype(np.float32)
