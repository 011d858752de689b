"""How a language ends its sentences and says what is written short. From languages/*.toml.

A language without a file is split by its punctuation, and said as it is written but for
phone numbers: those go digit by digit everywhere.
"""

import hashlib
import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path

from babel.dates import format_date

FOLDER = Path(__file__).with_name("languages")
DATE = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b|\b(\d\d?)-(\d\d?)-(\d{4})\b")
TIME = re.compile(r"\b(\d\d?)[:.](\d\d)\b(?: (?:uur|hours))?")
ARTICLE = r"(?<!\w)(?:%s)\s\d+[:.]\d+\w*(?:(?:,\s|\s\w+\s)\d+[:.]\d+\w*)*"
RANGE = re.compile(r"\s*[–—]\s*(?=\d)|(?<=\w) [–—] (?=\w)")


@dataclass(frozen=True)
class Rules:
    """What one language says differently from how it is written.

    abbreviations: as written -> in full; they end no sentence
    names: as written -> as said
    hour, time: how "09:00" and "09:30" are said, {hour12} and {half} where a day has
        two halves; range: the dash between two
    article: words for an article of law, whose number looks like a time
    short_numbers: written among words, said digit by digit
    """

    code: str
    plus: str = "+"
    range: str = ""
    hour: str = ""
    time: str = ""
    half: list[str] = field(default_factory=lambda: ["", ""])
    article: list[str] = field(default_factory=list)
    short_numbers: list[str] = field(default_factory=list)
    abbreviations: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """Words as a voice should get them."""
        text = DATE.sub(self._date, text)
        if self.range:
            text = RANGE.sub(f" {self.range} ", text)
        if self.article:
            text = self._article.sub(lambda match: re.sub("[:.]", " ", match[0]), text)
        if self.hour:
            text = TIME.sub(self._time, text)
        text = self._short.sub(lambda match: self._in_full[match[0]], text)
        return " ".join(text.replace("·", " ").split())

    def digits(self, number: str) -> str:
        """A phone number, digit by digit, with a rest where it is written apart."""
        groups = re.findall(r"\+?\d+", number)
        spoken = (
            " ".join(part).replace("+", f"{self.plus} ").replace("  ", " ")
            for part in groups
        )
        return ", ".join(spoken)

    def ends_in_abbreviation(self, text: str) -> bool:
        """Whether the point at the end of `text` belongs to its last word."""
        last = text.rsplit(None, 1)[-1].lstrip("(\"'‘“«")
        known = {written.lower() for written in self.abbreviations}
        return last.lower() in known or bool(re.fullmatch(r"[^\W\d_]\.", last))

    @cached_property
    def _in_full(self) -> dict[str, str]:
        """Whatever is written short -> as it is said."""
        numbers = {number: self.digits(number) for number in self.short_numbers}
        return numbers | self.abbreviations | self.names

    @cached_property
    def _short(self) -> re.Pattern:
        longest_first = sorted(map(re.escape, self._in_full), key=len, reverse=True)
        return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first) or '(?!)'})(?!\w)")

    @cached_property
    def _article(self) -> re.Pattern:
        words = "|".join(map(re.escape, self.article))
        return re.compile(ARTICLE % words, re.IGNORECASE)

    def _date(self, match: re.Match) -> str:
        year, month, day = match.group(1, 2, 3) if match[1] else match.group(6, 5, 4)
        try:
            return format_date(
                date(int(year), int(month), int(day)), "long", locale=self.code
            )
        except ValueError:
            return match[0]

    def _time(self, match: re.Match) -> str:
        hour, minute = int(match[1]), int(match[2])
        if hour > 24 or minute > 59:
            return match[0]
        pattern = self.time if minute else self.hour
        return pattern.format(
            hour=hour,
            minute=minute,
            hour12=hour % 12 or 12,
            half=self.half[hour % 24 // 12],
        )


@cache
def rules_of(code: str) -> Rules:
    file = FOLDER / f"{code}.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return Rules(code, **table)


def digest() -> str:
    """Changes when the rules of any language do."""
    files = sorted(FOLDER.glob("*.toml"))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
