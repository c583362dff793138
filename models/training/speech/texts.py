"""Texts for the acoustic model: reading the corpus, spelling numbers, the spoken form, random phrases, the held-out split.

The written form keeps punctuation and yo, because both change how a synthesizer pronounces a line. The target is the bare
form: lower case, the 32 letters of the model and single spaces.
"""
import glob
import json
import os
import re
import subprocess
import zlib

TEXT_FIELDS = ("text", "objection", "reply", "reaction")
HELD_OUT_SHARE = 40  # one line in forty is never trained on
UNITS = "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать " \
        "пятнадцать шестнадцать семнадцать восемнадцать девятнадцать".split()
TENS = "_ _ двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто".split()
HUNDREDS = "_ сто двести триста четыреста пятьсот шестьсот семьсот восемьсот девятьсот".split()
NOUNS = "рублей тысяч процентов штук дней часов минут метров лет человек недель месяцев килограмм позиций раз".split()
FIRST_NAMES = ("александр алексей андрей анна антон артем борис вадим валентина валерий вера виктор виктория виталий "
               "владимир галина георгий григорий дарья денис дмитрий евгений екатерина елена иван игорь илья инна ирина "
               "кирилл константин ксения лариса леонид людмила максим марина мария михаил надежда наталья никита николай "
               "олег ольга павел петр полина роман светлана сергей софья станислав степан тамара татьяна тимур федор "
               "эдуард юлия юрий яна ярослав").split()
PATRONYMICS = ("александрович алексеевна андреевич андреевна борисович викторовна владимирович владимировна геннадьевна "
               "дмитриевич ивановна иванович игоревна михайлович михайловна николаевич николаевна олеговна павлович "
               "петровна сергеевич сергеевна юрьевич юрьевна").split()


def number_words(n, feminine=False):
    """A whole number below a milliard in words, nominative."""
    if n >= 1000000:
        words, rest = [number_words(n // 1000000), plural(n // 1000000, "миллион", "миллиона", "миллионов")], n % 1000000
    elif n >= 1000:
        words, rest = [number_words(n // 1000, True), plural(n // 1000, "тысяча", "тысячи", "тысяч")], n % 1000
    elif n >= 100:
        words, rest = [HUNDREDS[n // 100]], n % 100
    elif n >= 20:
        words, rest = [TENS[n // 10]], n % 10
    else:
        return {1: "одна", 2: "две"}.get(n, UNITS[n]) if feminine else UNITS[n]
    return " ".join(words + ([number_words(rest, feminine)] if rest else []))


def plural(n, one, few, many):
    """The noun form that a number asks for."""
    if n % 100 in (11, 12, 13, 14):
        return many
    return one if n % 10 == 1 else few if n % 10 in (2, 3, 4) else many


def spell_numbers(text):
    """Digits, times and a few signs as words, so that text and speech agree."""
    text = re.sub(r"(\d):(\d\d)", r"\1 \2", text)
    text = re.sub(r"(\d)[  ](\d{3})\b", r"\1\2", text)
    text = text.replace("%", " процентов").replace("№", "номер ").replace("₽", " рублей")
    say = lambda m: " ".join(number_words(int(c)) for c in m.group()) if m.group()[0] == "0" or len(m.group()) > 9 \
        else number_words(int(m.group()))
    return re.sub(r"\d+", say, text)


def bare(text):
    """What the model should write: lower case, no yo, no punctuation, hyphens as spaces."""
    text = text.lower().replace("ё", "е").replace("-", " ").replace("—", " ").replace("–", " ")
    return " ".join(re.sub(r"[^а-я ]", " ", text).split())


def held_out(text):
    """Whether a line belongs to the validation split (stable: depends on its letters only)."""
    return zlib.crc32(bare(text).encode()) % HELD_OUT_SHARE == 0


def lines_in(value):
    """All spoken lines in one JSON value of the corpus."""
    if isinstance(value, list):
        for item in value:
            yield from lines_in(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in TEXT_FIELDS and isinstance(item, str):
                yield item
            else:
                yield from lines_in(item)


def cut(text, limit=200):
    """Pieces of at most about limit letters, cut after punctuation where there is some: long pieces train slowly."""
    pieces = []
    while len(text) > limit:
        at = max((m.end() for m in re.finditer(r"[.,!?;:…—] ", text[:limit])), default=0)
        if at < limit // 4:
            at = text.rfind(" ", 0, limit) + 1
        if at <= 0:
            break
        pieces.append(text[:at].strip())
        text = text[at:]
    return pieces + [text.strip()]


def corpus_lines(folder):
    """Unique lines of all .jsonl files in the folder, numbers spelled, lines with Latin letters left out."""
    seen, lines = set(), []
    for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
        with open(path, encoding="utf-8") as file:
            for row in file:
                for text in lines_in(json.loads(row)):
                    if re.search(r"[A-Za-z]", text):
                        continue
                    text = " ".join(spell_numbers(text).split())
                    if bare(text) and bare(text) not in seen:
                        seen.add(bare(text))
                        lines.append(text)
    return lines


def word_forms():
    """Inflected word forms of the Russian hunspell dictionary (about 1.2 million)."""
    raw = subprocess.run(["unmunch", "/usr/share/hunspell/ru_RU.dic", "/usr/share/hunspell/ru_RU.aff"], capture_output=True).stdout
    words = (w.strip().lower() for w in raw.decode("utf-8", "ignore").splitlines())
    return [w for w in words if re.fullmatch(r"[а-яё]{2,14}", w)]


def random_phrase(rng, forms, common):
    """A few words without grammar: rare forms, common words, numbers and names, so that no word needs its context."""
    words = []
    for _ in range(rng.randint(1, 4)):
        kind = rng.random()
        if kind < 0.15:
            words += [number_words(rng.choice([rng.randint(0, 99), rng.randint(100, 999), rng.randint(1, 400) * 500])), rng.choice(NOUNS)]
        elif kind < 0.25:
            words += [rng.choice(FIRST_NAMES), rng.choice(PATRONYMICS)]
        elif kind < 0.6:
            words += [rng.choice(forms)]
        else:
            words += rng.sample(common, 2)
    return " ".join(words)
