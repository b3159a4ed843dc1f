"""The props of the beats."""

from __future__ import annotations

from gdcore.story.traits import Traits, declare

for _traits in (
    Traits("title", explains=True, spoken=True),
    Traits("surface"),
    Traits("axes"),
    Traits("color_bar"),
    Traits("formula"),
    Traits("legend", top_row=True),
    Traits("ball", moves=True),
    Traits("trail", moves=True),
    Traits("tangent_plane", moves=True, on_map=False),
    Traits("gradient", moves=True),
    Traits("update_rule", explains=True, aside="shared", top_row=True, covers_edge=True),
    Traits("readout", moves=True, top_row=True),
    Traits("slices", explains=True),
    Traits("critical_points", top_row=True, on_inset=False, fills_map=True),
    Traits("basins", recolours=True, fills_map=True),
    Traits("vector_field", on_inset=False, fills_map=True),
    Traits("loss_curve", moves=True, aside="always"),
    Traits("inset_contour", moves=True, inset=True, square=True),
    Traits("inset_loss", moves=True, inset=True),
    Traits("inset_schedule", moves=True, inset=True),
    Traits("race", moves=True, top_row=True),
    Traits("winner", moves=True, spoken=True),
    Traits("compare", explains=True, aside="always"),
    Traits("internals", explains=True, top_row=True),
    Traits("algorithm", explains=True, aside="always"),
    Traits("sign_step", explains=True, aside="always"),
    Traits("data", moves=True),
    Traits("caption", spoken=True),
    Traits("outcome", spoken=True),
):
    declare(_traits)
