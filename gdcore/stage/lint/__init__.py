"""The frame linter: finds texts that overlap, are cut off, hidden, too small, faint or brief."""

from gdcore.stage.lint.finding import Finding, FindingKind
from gdcore.stage.lint.linter import FORMATS, lint, lint_stage

__all__ = ["FORMATS", "Finding", "FindingKind", "lint", "lint_stage"]
