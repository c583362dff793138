#!/usr/bin/python3
"""Trains the bundled CTC model.

usage: train.py MINUTES THREADS OUT FOLDER_OF_SHARDS VALIDATION.npz ...
  OUT.pt     moving average of the weights (this is what is exported), written at every report
  OUT.last.pt  the weights themselves
With INIT=OLD.pt in the environment it goes on from those weights: blocks that the old net lacks begin as identities, and
the peak learning rate is PEAK (default 1.5e-3). The folder is read again between batches, so that shards may still be made.

One cosine over the given minutes (its last third brings most of the gain: give a budget and let it end). Every report
prints greedy word and character error rates of the averaged weights on each validation file.
"""
import copy
import glob
import math
import os
import random
import sys
import time

import numpy as np
import telephone
import torch
import torch.multiprocessing as mp
import torch.nn.functional as F
from ctc_model import ALPHABET, BLANK, HOP, FrontEnd, Net, greedy, grown

BATCH_SECONDS = 60  # small batches: more steps for the time
KIND_SHARES = {"corpus": 0.55, "random": 0.1, "festival": 0.35}
REPORT_MINUTES = 8
AVERAGE = 0.998


class Shard:
    """One .npz of utterances, handed out in batches of similar length."""

    def __init__(self, path):
        data = np.load(path)
        self.kind = os.path.basename(path).split("-")[0]
        self.texts, self.offsets, self.pcm = [str(t) for t in data["txt"]], data["off"], data["pcm"]
        self.lengths, self.queue, self.served = np.diff(self.offsets), [], 0.0

    def sound(self, i):
        return self.pcm[self.offsets[i]:self.offsets[i + 1]].astype(np.float32) / 32768

    def batch(self, rng):
        """The next batch as a list of utterance numbers."""
        if not self.queue:
            order = sorted(range(len(self.texts)), key=lambda i: self.lengths[i] * rng.uniform(0.95, 1.05))
            part = []
            for i in order:
                if part and (len(part) + 1) * self.lengths[i] > BATCH_SECONDS * telephone.RATE:
                    self.queue.append(part)
                    part = []
                part.append(i)
            self.queue.append(part)
            rng.shuffle(self.queue)
            self.share = 1 / len(self.queue)
        self.served += self.share
        return self.queue.pop()


def other_side(sound, shard, rng):
    """Adds the other party: quiet over all of the piece, or louder for a moment at its beginning or end."""
    other = shard.sound(rng.integers(len(shard.texts)))
    gain = np.sqrt(np.mean(sound ** 2) / (np.mean(other ** 2) + 1e-9))
    if rng.random() < 0.7:
        other = np.resize(other, len(sound)) * gain * 10 ** rng.uniform(-2.2, -0.9)
        return sound + other
    other = other[:min(len(other), len(sound), rng.integers(2000, 7000))] * gain * 10 ** rng.uniform(-1.4, -0.5)
    at = 0 if rng.random() < 0.5 else len(sound) - len(other)
    sound = sound.copy()
    sound[at:at + len(other)] += other
    return sound


def spoil(sound, shard, rng):
    """What a line may do to an utterance, anew on every pass."""
    if rng.random() < 0.12:  # slower or faster with its pitch, as another speaker
        count = int(len(sound) * rng.uniform(0.92, 1.08))
        sound = np.interp(np.linspace(0, len(sound) - 1, count), np.arange(len(sound)), sound).astype(np.float32)
    if rng.random() < 0.1:
        sound = telephone.room(sound, rng, rng.uniform(0.02, 0.15))
    if rng.random() < 0.2:
        sound = other_side(sound, shard, rng)
    if rng.random() < 0.3:  # tilt of the line's response
        tilt = rng.uniform(-0.5, 0.5)
        sound = sound + tilt * np.concatenate([[0], sound[:-1]]).astype(np.float32)
    sound = sound * np.float32(rng.uniform(0.15, 1.1))
    if rng.random() < 0.6:
        sound = sound + telephone.noise(len(sound), rng, rng.choice([0, 0, 0.5, 0.9])) * 10 ** rng.uniform(-4, -2)
    if rng.random() < 0.15:
        sound = telephone.a_law(sound)
    return np.clip(sound, -1, 1)


def frames_of(samples):
    return math.ceil(math.ceil((samples // HOP + 1) / 2) / 2)


def features_of(sounds, front_end):
    """Log-mel of a padded batch and the number of output frames of each row."""
    wave = np.zeros((len(sounds), max(map(len, sounds))), np.float32)
    for row, sound in zip(wave, sounds):
        row[:len(sound)] = sound
    with torch.no_grad():
        features = front_end(torch.from_numpy(wave))
    return features, [frames_of(len(s)) for s in sounds]


def mask(features):
    """Two frequency masks and up to two time masks in each row."""
    for f in features:
        for _ in range(2):
            at = random.randint(0, 57)
            f[at:at + random.randint(1, 7)] = f.mean()
        for _ in range(random.randint(0, 2)):
            at = random.randint(0, f.shape[1] - 1)
            f[:, at:at + random.randint(1, 12)] = f.mean()


def feed(folder, queue, seed):
    """Runs in a process of its own: reads shards, spoils, makes features."""
    torch.set_num_threads(1)
    rng, front_end, shards = np.random.default_rng(seed), FrontEnd(), {}
    random.seed(seed)
    made = 0
    while True:
        if made % 50 == 0:
            for path in sorted(glob.glob(os.path.join(folder, "*.npz"))):
                if path not in shards and ".part." not in path:
                    shards[path] = Shard(path)
        kinds = sorted({s.kind for s in shards.values()})
        kind = random.choices(kinds, [KIND_SHARES[k] for k in kinds])[0]
        shard = min((s for s in shards.values() if s.kind == kind), key=lambda s: s.served)
        part = shard.batch(random)
        features, lengths = features_of([spoil(shard.sound(i), shard, rng) for i in part], front_end)
        mask(features)
        targets = [[ALPHABET.index(c) for c in shard.texts[i] if c in ALPHABET] for i in part]
        queue.put((features.numpy(), lengths, targets, sum(s.served for s in shards.values()) / len(shards)))
        made += 1


def edits(reference, heard):
    """Levenshtein distance."""
    row = list(range(len(heard) + 1))
    for i, a in enumerate(reference, 1):
        last, row[0] = row[:], i
        for j, b in enumerate(heard, 1):
            row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
    return row[-1]


def error_rates(net, shard, front_end):
    """Greedy word and character error rates."""
    words = chars = word_edits = char_edits = 0
    for i in range(len(shard.texts)):
        with torch.no_grad():
            features, _ = features_of([shard.sound(i) + 1e-3 * np.random.default_rng(i).standard_normal(shard.lengths[i]).astype(np.float32)], front_end)
            heard, text = greedy(net(features)[0].t()), shard.texts[i]
        word_edits += edits(text.split(), heard.split())
        char_edits += edits(text, heard)
        words += len(text.split())
        chars += len(text)
    return round(word_edits / words, 3), round(char_edits / chars, 4)


def main():
    minutes, out, folder = float(sys.argv[1]), sys.argv[3], sys.argv[4]
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(1)
    net, peak = Net(), float(os.environ.get("PEAK", 1.5e-3))
    if os.environ.get("INIT"):
        net.load_state_dict(grown(torch.load(os.environ["INIT"]), net))
    average = copy.deepcopy(net).eval()
    validation, front_end = {path: Shard(path) for path in sys.argv[5:]}, FrontEnd()
    queue = mp.Queue(8)
    feeder = mp.Process(target=feed, args=(folder, queue, int(time.time())), daemon=True)
    feeder.start()
    optimizer = torch.optim.AdamW(net.parameters(), lr=peak, weight_decay=1e-3, betas=(0.9, 0.98))
    started, step, losses, reported = time.time(), 0, [], 0
    done = 0.0
    while done < 1:
        features, lengths, targets, passes = queue.get()
        done = (time.time() - started) / 60 / minutes
        for group in optimizer.param_groups:
            group["lr"] = peak * min(1, (step + 1) / 80) * max(0.01, 0.5 * (1 + math.cos(math.pi * min(1, done))))
        loss = F.ctc_loss(net(torch.from_numpy(features)).permute(2, 0, 1), torch.tensor(sum(targets, [])),
                          torch.tensor(lengths), torch.tensor([len(t) for t in targets]), blank=BLANK, zero_infinity=True)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        losses.append(loss.item())
        step += 1
        keep = min(AVERAGE, (1 + step) / (10 + step))
        with torch.no_grad():
            for mean, now in zip(average.state_dict().values(), net.state_dict().values()):
                mean.copy_(now) if mean.dtype == torch.long else mean.mul_(keep).add_(now, alpha=1 - keep)
        if step % 100 == 0:
            print("step", step, "min", round(done * minutes, 1), "loss", round(float(np.mean(losses[-100:])), 4), "waiting", queue.qsize(), flush=True)
        if done * minutes >= reported + REPORT_MINUTES or done >= 1:
            reported = done * minutes
            torch.save(average.state_dict(), out + ".pt")
            torch.save(net.state_dict(), out + ".last.pt")
            print("report: step", step, "passes", round(passes, 2), "min", round(reported, 1), "loss", round(float(np.mean(losses[-400:])), 4),
                  {os.path.basename(path): error_rates(average, shard, front_end) for path, shard in validation.items()}, flush=True)
    feeder.terminate()


if __name__ == "__main__":
    main()
