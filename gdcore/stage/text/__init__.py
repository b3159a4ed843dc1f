"""Texts and formulas, set by Typst."""
