"""The frame linter: finds texts that overlap, are cut off, hidden, too small, faint or brief."""

from gdcore.stage.lint.advice import FindingKind
from gdcore.stage.lint.contrasts import TextContrast, text_contrasts
from gdcore.stage.lint.finding import Finding, Subject
from gdcore.stage.lint.linter import FORMATS, lint, lint_stage

__all__ = [
    "FORMATS",
    "Finding",
    "FindingKind",
    "Subject",
    "TextContrast",
    "lint",
    "lint_stage",
    "text_contrasts",
]
