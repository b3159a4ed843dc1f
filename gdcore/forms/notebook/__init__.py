"""Lessons in notebooks: `gdcore.show`, the cell magic ``%%gdcore``, and how values are shown.

A `Lesson` and a `Trajectory` live on floors that know neither pictures nor notebooks, so they have
no ``_repr_mimebundle_`` of their own. IPython keeps a table of formatters by the name of a type:
`register` enters ours there, from above, without importing those floors.
"""

from gdcore.forms.notebook.extension import register
from gdcore.forms.notebook.showing import show

__all__ = ["register", "show"]
