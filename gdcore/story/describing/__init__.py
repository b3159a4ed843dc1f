"""What is seen, in words: for listeners who do not see the film, and for every still of it.

``descriptions(timeline)`` are the sentences of an audio description, each with its time;
``sightings(timeline)`` are the same at the moments from which on they are true, and
``alternative_text(timeline, t)`` is what one picture shows. Both are made from the timeline's cues
and tracks and from the lesson's numbers: nobody has to write them, and they change with the spec.

A prop of your own is described by a function marked ``@describes("name")``.
"""

from gdcore.story.describing import props
from gdcore.story.describing.descriptions import Description, descriptions, sightings
from gdcore.story.describing.registry import Described, describes
from gdcore.story.describing.stills import alternative_text

__all__ = [
    "Described",
    "Description",
    "alternative_text",
    "describes",
    "descriptions",
    "props",
    "sightings",
]
