"""Names are matched without regard to case, hyphens, underscores and spaces, and written back as
the language spells them."""

import pytest

from gdcore.maths import NAMED_FUNCTIONS, OPTIMIZERS, SCHEDULES
from gdcore.maths.spelling import called_here, known_name
from gdcore.maths.synonyms import NAMED_HERE, folded
from gdcore.spec import BEATS, read_spec, schema, write_yaml

SPELLINGS = (
    str.upper,
    str.title,
    lambda name: name.replace("_", "-"),
    lambda name: name.replace("_", " ").capitalize(),
    lambda name: name.replace("_", ""),
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_name_may_be_spelt_so(spelling):
    canonical = """function: {function}
{starts}: [[1, 1], [2, 1]]
optimizers: [{optimizers}]
learning_rates: [{{schedule: {schedule}, {learning_rate}: 0.2}}]
layout: {layout}
story: [{beats}]
"""
    parts = {
        "function": "styblinski_tang",
        "starts": "starts",
        "optimizers": "conjugate_gradient",
        "schedule": "warm_up",
        "learning_rate": "learning_rate",
        "layout": "contour_panels",
        "beats": "critical_points",
    }
    plain = read_spec(canonical.format(**parts))
    spelt = read_spec(canonical.format(**{key: spelling(name) for key, name in parts.items()}))
    assert write_yaml(spelt) == write_yaml(plain)
    assert spelt.digest == plain.digest


def test_no_two_names_of_one_kind_are_spelt_alike():
    keys = [
        list(form["properties"])
        for form in schema()["definitions"].values()
        if "properties" in form
    ]
    for names in (OPTIMIZERS, SCHEDULES, BEATS, NAMED_FUNCTIONS, schema()["properties"], *keys):
        assert len({folded(name) for name in names}) == len(list(names))


def test_fields_and_their_words_may_be_spelt_otherwise():
    spec = read_spec(
        "Function: x^2 + y^2\nstory:\n  - Tangent Plane: {At: Minimum}\n  - Look: Above\n"
        "  - Loss-Curve: {Axis: LOG}\n  - vector field: Ascent\ninsets: [Loss]\n"
    )
    plane, look, curve, field = spec.story
    assert (plane.at, look.view, curve.axis, field.direction) == (
        "minimum",
        "above",
        "log",
        "ascent",
    )
    assert spec.insets == ("loss",)


def test_every_other_name_leads_to_a_name_of_the_language():
    known = {*OPTIMIZERS, *SCHEDULES, *BEATS}
    text = str(schema())
    for other, here in NAMED_HERE.items():
        for name in here:
            assert name in known or f"'{name}'" in text or name in text, (other, name)


def test_other_names_that_are_names_here_stay_themselves():
    assert known_name("momentum", OPTIMIZERS) == "momentum"
    assert called_here("momentum", ["adam"]) is None
    assert called_here("L-BFGS-B", OPTIMIZERS) == "lbfgs"
