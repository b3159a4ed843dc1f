"""What is written on screen: the sentences of each language, and numbers by its rules.

The room knows no other. A language is a folder of message files (Project Fluent), one file for each
beat or family of beats; it is found by being there.
"""

from gdcore.words.language import LANGUAGES, Language, language
from gdcore.words.numerals import MINUS, Numerals

__all__ = ["LANGUAGES", "MINUS", "Language", "Numerals", "language"]
