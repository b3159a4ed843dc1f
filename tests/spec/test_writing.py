"""A spec that is written as YAML is read back as the same lesson, whatever its texts hold."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from gdcore.spec import SpecError, read_spec, write_yaml

SPECIALS = "\n\r\t\"'\\#:-?*&!|>%@`{}[], ~\u2028\u2029\x85\u00a0\ufeff∇é🙂ay0"
WORDS = ("null", "yes", "1e3", "0x1", "<<", "- a", "a: b", "'", '"', "---", "...", "a\n\nb", " a ")
TEXTS = st.one_of(st.text(SPECIALS, min_size=1, max_size=20), st.sampled_from(WORDS))


@given(TEXTS, TEXTS, TEXTS)
def test_any_text_is_read_back(title: str, label: str, caption: str) -> None:
    spec = {
        "title": title,
        "function": "x^2 + y^2",
        "descents": [{"start": [1, 1], "label": label}],
        "story": [{"caption": {"text": caption}}],
    }
    try:
        complete = read_spec(json.dumps(spec))
    except SpecError:
        return  # a text that no film can show
    again = read_spec(write_yaml(complete))
    assert (again.title, again.descents) == (complete.title, complete.descents)
    assert again.digest == complete.digest
    assert write_yaml(again) == write_yaml(complete)
