#!/usr/bin/python3
"""Exports weights as the bundled model and writes its card.

usage: export.py WEIGHTS.pt FOLDER VERSION
FOLDER gets bundled-ru-8k.onnx (opset 13, any batch and length; contract in ctc_model.py) and bundled-ru-8k.json. The card's
golden values are computed from FOLDER/sample.wav; fields of an existing card that are not computed here are kept.
"""
import hashlib
import json
import os
import sys

import numpy as np
import torch
from ctc_model import Net, Recognizer, greedy
from scipy.io import wavfile


def main():
    weights, folder, version = sys.argv[1:4]
    model, card_path = os.path.join(folder, "bundled-ru-8k.onnx"), os.path.join(folder, "bundled-ru-8k.json")
    net = Net()
    net.load_state_dict(torch.load(weights))
    recognizer = Recognizer(net).eval()
    torch.onnx.export(recognizer, torch.randn(1, 16000) * 0.1, model, input_names=["waveform"], output_names=["logprobs"],
                      opset_version=13, do_constant_folding=True,
                      dynamic_axes={"waveform": {0: "batch", 1: "samples"}, "logprobs": {0: "batch", 1: "frames"}})
    rate, pcm = wavfile.read(os.path.join(folder, "sample.wav"))
    assert rate == 8000
    with torch.no_grad():
        out = recognizer(torch.tensor(pcm.astype(np.float32)[None] / 32768))[0]
    with open(model, "rb") as file:
        data = file.read()
    with open(card_path, encoding="utf-8") as file:
        card = json.load(file)
    card.update(version=version, bytes=len(data), sha256=hashlib.sha256(data).hexdigest(), parameters=sum(p.numel() for p in net.parameters()))
    card["sample"].update(greedy=greedy(out), frames=len(out), firstFrameArgmax=int(out[0].argmax()),
                          sumOfMax=round(float(out.max(1).values.sum()), 3))
    with open(card_path, "w", encoding="utf-8") as file:
        file.write(json.dumps(card, ensure_ascii=False, indent=2) + "\n")
    print(json.dumps(card, ensure_ascii=False, indent=2))


main()
