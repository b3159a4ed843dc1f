"""What is wrong with a lesson's picture, found by geometry before anybody looks at it."""

from gdcore.stage.lint.finding import Finding, Kind
from gdcore.stage.lint.linter import FORMATS, lint, lint_stage

__all__ = ["FORMATS", "Finding", "Kind", "lint", "lint_stage"]
