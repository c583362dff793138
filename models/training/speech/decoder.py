"""A prefix beam search over the model's symbols with a word n-gram model of the corpus: the yardstick for new weights.

The application has its own, faster search. This one is plain Python and serves to measure.
"""
import math
from collections import Counter, defaultdict

import numpy as np

SPACE, BLANK = 0, 33
ALPHABET = " абвгдежзийклмнопрстуфхцчшщъыьэюя"


class WordModel:
    """Word trigrams with interpolated Kneser-Ney discounting (one discount), and the set of prefixes of known words."""

    def __init__(self, sentences, discount=0.8, order=3):
        self.discount, self.order = discount, order
        self.grams = [None] + [Counter() for _ in range(order)]
        for sentence in sentences:
            words = ["<s>"] * (order - 1) + sentence.split() + ["</s>"]
            for at in range(order - 1, len(words)):
                for n in range(1, order + 1):
                    self.grams[n][tuple(words[at - n + 1:at + 1])] += 1
        for n in range(order - 1, 0, -1):  # lower orders count in how many contexts a word was seen
            contexts = Counter(gram[1:] for gram in self.grams[n + 1])
            self.grams[n] = Counter({gram: contexts.get(gram, 0) or count for gram, count in self.grams[n].items()})
        self.totals = [None] + [Counter() for _ in range(order)]
        self.kinds = [None] + [Counter() for _ in range(order)]
        for n in range(1, order + 1):
            for gram, count in self.grams[n].items():
                self.totals[n][gram[:-1]] += count
                self.kinds[n][gram[:-1]] += 1
        self.words = {gram[0] for gram in self.grams[1]} - {"</s>"}
        self.prefixes = {word[:k] for word in self.words for k in range(1, len(word) + 1)}
        self.cache = {}

    def probability(self, word, context):
        """p(word | context), context a tuple of at most order - 1 words."""
        n = len(context) + 1
        if n == 1:
            count, total = self.grams[1][(word,)], self.totals[1][()]
            return (max(0, count - self.discount) + self.discount * self.kinds[1][()] * 1e-6) / total
        lower = self.probability(word, context[1:])
        total = self.totals[n].get(context, 0)
        if not total:
            return lower
        return (max(0, self.grams[n].get(context + (word,), 0) - self.discount) + self.discount * self.kinds[n][context] * lower) / total

    def log(self, word, context):
        key = (word, context)
        if key not in self.cache:
            self.cache[key] = math.log(max(1e-12, self.probability(word, context)))
        return self.cache[key]


class Node:
    """One prefix: its letters so far, the words before, and what the word model thinks of it."""
    __slots__ = ("parent", "symbol", "children", "blank", "letter", "next_blank", "next_letter", "bonus", "context", "word", "words")

    def __init__(self, parent, symbol):
        self.parent, self.symbol, self.children = parent, symbol, {}
        self.blank = self.letter = self.next_blank = self.next_letter = -1e30


def add(a, b):
    if a < b:
        a, b = b, a
    return a + math.log1p(math.exp(b - a)) if b > a - 40 else a


class Search:
    """weight: of the word model; bonus: for each word; unknown: for a word outside the lexicon; stray: for each letter that
    leaves all known words; width: of the beam."""

    def __init__(self, model, weight=0.5, bonus=1.5, unknown=-3.0, stray=-1.0, width=24, floor=-8.0):
        self.model, self.weight, self.bonus, self.unknown, self.stray = model, weight, bonus, unknown, stray
        self.width, self.floor = width, floor

    def word_score(self, word, context):
        if word in self.model.words:
            return self.weight * self.model.log(word, context) + self.bonus
        return self.weight * -12 + self.bonus + self.unknown

    def child(self, node, symbol):
        new = node.children.get(symbol)
        if new is None:
            new = node.children[symbol] = Node(node, symbol)
            if symbol == SPACE:
                new.bonus, new.context, new.word, new.words = node.bonus, node.context, "", node.words
                if node.word:
                    new.bonus += self.word_score(node.word, node.context)
                    new.context = (node.context + (node.word,))[-(self.model.order - 1):]
                    new.words = node.words + (node.word,)
            else:
                new.word, new.context, new.words = node.word + ALPHABET[symbol], node.context, node.words
                new.bonus = node.bonus + (self.stray if new.word not in self.model.prefixes else 0)
        return new

    def __call__(self, log_probabilities):
        """[T, 34] natural logarithms -> text."""
        root = Node(None, -1)
        root.blank, root.bonus, root.word, root.words = 0.0, 0.0, "", ()
        root.context = ("<s>",) * (self.model.order - 1)
        beam = [root]
        for frame in log_probabilities:
            symbols = [int(s) for s in np.flatnonzero(frame[:BLANK] > self.floor)]
            blank, scores = float(frame[BLANK]), frame.tolist()
            touched = {}
            for node in beam:
                total = add(node.blank, node.letter)
                touched[id(node)] = node
                node.next_blank = add(node.next_blank, total + blank)
                if node.symbol >= 0:
                    node.next_letter = add(node.next_letter, node.letter + scores[node.symbol])
                for s in symbols:
                    new = self.child(node, s)
                    if s == SPACE and (node.symbol == SPACE or node.symbol < 0):
                        continue
                    gain = (node.blank if s == node.symbol else total) + scores[s]
                    new.next_letter = add(new.next_letter, gain)
                    touched[id(new)] = new
            ranked = []
            for node in touched.values():
                node.blank, node.letter = node.next_blank, node.next_letter
                node.next_blank = node.next_letter = -1e30
                ranked.append((add(node.blank, node.letter) + node.bonus, node))
            ranked.sort(key=lambda pair: -pair[0])
            for _, node in ranked[self.width:]:
                node.blank = node.letter = -1e30
            beam = [node for _, node in ranked[:self.width]]
        def final(node):
            score = add(node.blank, node.letter) + node.bonus
            if node.word:
                score += self.word_score(node.word, node.context)
            return score
        best = max(beam, key=final)
        return " ".join(best.words + ((best.word,) if best.word else ()))
