"""The colour maps that a spec may name: those of the package cmap that are perceptually uniform.

The floor of the spec knows no colours: these are names, which a test compares with the maps as they
are measured: in OKLab (B. Ottosson, 2020) no step is more than three times another, and lightness
rises or falls all the way, in a diverging map on each side of its middle.
"""

from __future__ import annotations

_SEQUENTIAL = """\
CET_CBL1 CET_CBL2 CET_CBL3 CET_CBL4 CET_CBTL1 CET_CBTL2 CET_CBTL3 CET_CBTL4 CET_L1 CET_L10
CET_L11 CET_L12 CET_L13 CET_L14 CET_L15 CET_L16 CET_L17 CET_L18 CET_L19 CET_L2 CET_L20 CET_L3
CET_L4 CET_L5 CET_L6 CET_L7 CET_L8 acton algae amber amethyst amp apple arctic balance_blue
batlow batlowK batlowW bilbao bubblegum buda chroma cividis cmasher:ocean cmocean:ice cosmic
curl_pink davos deep delta_blue dense devon dusk eclipse ember emerald fake_parula fall flamingo
freeze gem ghostlight glasgow gothic grayC haline hawaii horizon imola inferno jungle lajolla
lapaz lavender lilac magma matter navia neon neutral nuclear nuuk oslo pepper plasma rain
rainforest sapphire savanna sepia solar speed sunburst swamp tempo thermal torch toxic tree
tropical turbid turku viridis voltage
"""
_DIVERGING = """\
CET_CBD1 CET_CBTD1 CET_D1 CET_D10 CET_D13 CET_D1A CET_D2 CET_D3 CET_D4 CET_D5 CET_D6 CET_D9
balance berlin cork curl delta diff fusion guppy holly iceburn managua pride prinsenvlag
redshift roma seaweed tarn vik viola waterlily watermelon wildfire
"""
SEQUENTIAL = tuple(_SEQUENTIAL.split())
"""Their lightness runs one way, from low values to high ones."""
DIVERGING = tuple(_DIVERGING.split())
"""Two colours with a neutral middle, which stands for the value 0."""
COLOR_MAPS = tuple(sorted((*SEQUENTIAL, *DIVERGING), key=str.casefold))
