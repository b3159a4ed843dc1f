"""From YAML text to a validated, frozen `Spec`; no other folder reads or writes YAML."""

from gdcore.spec.beat import AT, BEATS, Beat, Captioned, OnSurface, Pictured, Place, Stay
from gdcore.spec.beats.look import VIEWPOINTS
from gdcore.spec.document import Outside, StopRules
from gdcore.spec.faults import Fault, SpecError
from gdcore.spec.fitting import unfit
from gdcore.spec.loading import SpecText, data_file, load_spec, read_spec, read_spec_stream
from gdcore.spec.schema import schema
from gdcore.spec.sources import Data, DataEntry, NoiseEntry, make_estimator
from gdcore.spec.spec import DescentPlan, Spec
from gdcore.spec.starts import GridStarts, RandomStarts
from gdcore.spec.writing import as_mapping, write_yaml

__all__ = [
    "AT",
    "BEATS",
    "VIEWPOINTS",
    "Beat",
    "Captioned",
    "Data",
    "DataEntry",
    "DescentPlan",
    "Fault",
    "GridStarts",
    "NoiseEntry",
    "OnSurface",
    "Outside",
    "Pictured",
    "Place",
    "RandomStarts",
    "Spec",
    "SpecError",
    "SpecText",
    "Stay",
    "StopRules",
    "as_mapping",
    "data_file",
    "load_spec",
    "make_estimator",
    "read_spec",
    "read_spec_stream",
    "schema",
    "unfit",
    "write_yaml",
]
