"""The bundled CTC model: log-mel front end and a small separable-convolution network (PyTorch 1.13 as in Debian 12).

Input: waveform float32 [B, N] at 8 kHz, -1..1. Output: log-probabilities float32 [B, T, 34], one frame per 40 ms
(T = ceil(ceil((N // 80 + 1) / 2) / 2)). Symbols: index 0 is the space, 1..32 the letters without yo, 33 the CTC blank.
"""
import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

ALPHABET = " абвгдежзийклмнопрстуфхцчшщъыьэюя"
BLANK = len(ALPHABET)
SAMPLE_RATE, N_FFT, WINDOW, HOP, N_MELS = 8000, 256, 200, 80, 64
FLOOR = 1e-3  # of the mean power of the input


def mel_filters(low=100, high=3800):
    """HTK mel triangles, float32 [64, 129]."""
    mel = lambda f: 2595 * np.log10(1 + f / 700)
    hertz = lambda m: 700 * (10 ** (m / 2595) - 1)
    points = hertz(np.linspace(mel(low), mel(high), N_MELS + 2))
    bins = np.fft.rfftfreq(N_FFT, 1 / SAMPLE_RATE)
    bank = np.zeros((N_MELS, len(bins)), np.float32)
    for i in range(N_MELS):
        left, centre, right = points[i:i + 3]
        bank[i] = np.maximum(0, np.minimum((bins - left) / (centre - left), (right - bins) / (right - centre)))
    return torch.tensor(bank)


class FrontEnd(nn.Module):
    """Waveform [B, N] -> log-mel [B, 64, T]. The short-time Fourier transform is a convolution, so ONNX needs no host code."""

    def __init__(self):
        super().__init__()
        window = torch.zeros(N_FFT)
        start = (N_FFT - WINDOW) // 2
        window[start:start + WINDOW] = torch.hann_window(WINDOW)
        angle = 2 * math.pi * torch.arange(N_FFT // 2 + 1).float()[:, None] * torch.arange(N_FFT).float()[None] / N_FFT
        self.register_buffer("dft", torch.cat([torch.cos(angle) * window, -torch.sin(angle) * window])[:, None])
        self.register_buffer("mel", mel_filters())

    def forward(self, wave):
        spectrum = F.conv1d(F.pad(wave[:, None], (N_FFT // 2, N_FFT // 2), mode="reflect"), self.dft, stride=HOP)
        real, imaginary = spectrum[:, :N_FFT // 2 + 1], spectrum[:, N_FFT // 2 + 1:]
        power = self.mel @ (real * real + imaginary * imaginary)
        # A floor relative to the piece: codecs put digital zeros where the line had faint noise, and without a floor their
        # logarithms would outweigh the speech in the normalisation that follows.
        return (power + FLOOR * power.mean((1, 2), keepdim=True)).clamp_min(1e-9).log()


class Block(nn.Module):
    def __init__(self, channels, kernel, dropout=0.0):
        super().__init__()
        self.dw = nn.Conv1d(channels, channels, kernel, padding=kernel // 2, groups=channels, bias=False)
        self.pw = nn.Conv1d(channels, channels * 2, 1, bias=False)
        self.bn = nn.BatchNorm1d(channels * 2)
        self.pw2 = nn.Conv1d(channels * 2, channels, 1)
        self.bn2 = nn.BatchNorm1d(channels)
        self.d = nn.Dropout(dropout)

    def forward(self, x):
        return F.relu(x + self.d(self.bn2(self.pw2(F.relu(self.bn(self.pw(self.dw(x))))))))


# Kernels of the blocks in order. The second number is the block's place in the first, seven-block net, or None where the
# block was added later (see grown).
BLOCKS = [(11, 0), (13, 1), (11, None), (15, 2), (15, None), (17, 3), (17, None), (19, 4), (19, None), (21, 5), (23, 6), (25, None)]


class Net(nn.Module):
    """Log-mel [B, 64, T] -> log-probabilities [B, 34, T / 4]."""

    def __init__(self, channels=176):
        super().__init__()
        self.c1 = nn.Conv1d(N_MELS, channels, 9, stride=2, padding=4, bias=False)
        self.b1 = nn.BatchNorm1d(channels)
        self.c2 = nn.Conv1d(channels, channels, 7, stride=2, padding=3, bias=False)
        self.b2 = nn.BatchNorm1d(channels)
        self.blk = nn.Sequential(*[Block(channels, kernel) for kernel, _ in BLOCKS])
        self.o = nn.Conv1d(channels, BLANK + 1, 1)

    def forward(self, x):
        x = (x - x.mean((1, 2), keepdim=True)) / (x.std((1, 2), keepdim=True) + 1e-3)
        x = F.relu(self.b1(self.c1(x)))
        x = F.relu(self.b2(self.c2(x)))
        return self.o(self.blk(x)).log_softmax(1)


def grown(old, net):
    """Weights for net from those of the seven-block net (or of net itself).

    An added block gets a last normalisation of zero gain. It then adds nothing, and as its input comes out of a ReLU, the
    block is an identity: the grown net computes what the old one did and learns from there.
    """
    new = net.state_dict()
    if old.keys() == new.keys():
        return old
    place = {"blk.%d." % was: "blk.%d." % now for now, (_, was) in enumerate(BLOCKS) if was is not None}
    for key in new:
        if key.startswith("blk.") and key.endswith("bn2.weight"):
            new[key] = torch.zeros_like(new[key])
    for key, value in old.items():
        block = ".".join(key.split(".")[:2]) + "."
        new[key.replace(block, place[block]) if block in place else key] = value
    return new


class Recognizer(nn.Module):
    """What is exported: waveform [B, N] -> log-probabilities [B, T, 34]."""

    def __init__(self, net):
        super().__init__()
        self.front_end, self.net = FrontEnd(), net

    def forward(self, waveform):
        return self.net(self.front_end(waveform)).permute(0, 2, 1)


def greedy(log_probabilities):
    """[T, 34] -> text."""
    text, previous = [], -1
    for symbol in log_probabilities.argmax(1).tolist():
        if symbol != previous and symbol != BLANK:
            text.append(ALPHABET[symbol])
        previous = symbol
    return " ".join("".join(text).split())
