"""Functions by name: the field's test problems and those of well-known lectures.

References are to: [JY] Jamil, Yang, Int. J. Math. Modelling Numer. Optimisation 4 (2013) 150;
[MGH] Moré, Garbow, Hillstrom, ACM TOMS 7 (1981) 17; [SB] Surjanovic, Bingham, Virtual Library of
Simulation Experiments.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gdcore.maths.function import Function


@dataclass(frozen=True)
class NamedFunction:
    """A function that a spec can name in place of its formula.

    Attributes:
        name: its name in a spec.
        title: its name in a sentence and on screen.
        text: its formula.
        domain: (low, high) for each variable, by name and in order.
        minima: the known local minima in the domain, lowest first; of a great many only the
            lowest.
        reference: its source in the literature.
    """

    name: str
    title: str
    text: str
    domain: Mapping[str, tuple[float, float]]
    minima: tuple[tuple[float, ...], ...]
    reference: str

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables, in the order of the domain."""
        return tuple(self.domain)

    @property
    def box(self) -> tuple[tuple[float, float], ...]:
        """The domain as (low, high) for each variable, in their order."""
        return tuple(self.domain.values())

    def function(self) -> Function:
        """The function itself, parsed from its formula."""
        return Function.parse(self.text, self.variables)


def _square(low: float, high: float) -> Mapping[str, tuple[float, float]]:
    return MappingProxyType({"x": (low, high), "y": (low, high)})


def _plane(x: tuple[float, float], y: tuple[float, float]) -> Mapping[str, tuple[float, float]]:
    return MappingProxyType({"x": x, "y": y})


_ALL = (
    NamedFunction(
        "peaks",
        "Peaks",
        "3*(1 - x)^2*exp(-x^2 - (y + 1)^2) - 10*(x/5 - x^3 - y^5)*exp(-x^2 - y^2)"
        " - exp(-(x + 1)^2 - y^2)/3",
        _square(-3, 3),
        (
            (0.22827892168, -1.62553495741),
            (-1.34739624404, 0.20451886522),
            (0.29644555409, 0.32019625032),
        ),
        "MATLAB's peaks",
    ),
    NamedFunction(
        "bumpy_bowl",
        "Bumpy bowl",
        "x^2 + y^2 + sin(3*x)/2 + cos(3*y)/2",
        _square(-2, 2),
        ((-0.35781821509, 0.67447523075), (-0.35781821509, -0.67447523075)),
        "a bowl with ripples; lecture example",
    ),
    NamedFunction(
        "three_wells",
        "Three wells",
        "10 - 10/(3 + 3*(x - 0.5)^2 + 3*(y - 0.5)^2) - 2/(1 + 2*(x - 3)^2 + 2*(y - 1.5)^2)"
        " - 3/(1 + 0.5*(x - 3.5)^2 + 0.5*(y - 4)^2)",
        _square(0, 5),
        (
            (0.52303225794, 0.51698915628),
            (3.47888053019, 3.94751517318),
            (2.98063660112, 1.54087340394),
        ),
        "a sum of three Cauchy wells; lecture example",
    ),
    NamedFunction(
        "sauna",
        "Sauna",
        "50 - x^2*(x - 6)*y^2*(y - 6)/50",
        _square(0, 5),
        ((4.0, 4.0),),
        "temperature with flat walls x = 0 and y = 0; lecture example",
    ),
    NamedFunction(
        "parabola",
        "Parabola",
        "x^2 - 6*x + 5",
        MappingProxyType({"x": (-20.0, 30.0)}),
        ((3.0,),),
        "lecture example in one variable",
    ),
    NamedFunction(
        "sphere", "Sphere", "x^2 + y^2", _square(-5.12, 5.12), ((0.0, 0.0),), "[JY] 137; [SB]"
    ),
    NamedFunction(
        "narrow_valley",
        "Narrow valley",
        "x^2/20 + y^2",
        _plane((-10, 10), (-5, 5)),
        ((0.0, 0.0),),
        "a quadratic with condition number 20",
    ),
    NamedFunction(
        "rosenbrock",
        "Rosenbrock",
        "(1 - x)^2 + 100*(y - x^2)^2",
        _plane((-2, 2), (-1, 3)),
        ((1.0, 1.0),),
        "Rosenbrock, Computer J. 3 (1960) 175; [MGH] 1",
    ),
    NamedFunction(
        "himmelblau",
        "Himmelblau",
        "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
        _square(-5, 5),
        (
            (3.0, 2.0),
            (-2.805118086953, 3.131312518250),
            (-3.779310253378, -3.283185991286),
            (3.584428340330, -1.848126526964),
        ),
        "Himmelblau, Applied Nonlinear Programming (1972); [JY] 65",
    ),
    NamedFunction(
        "beale",
        "Beale",
        "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
        _square(-4.5, 4.5),
        ((3.0, 0.5),),
        "Beale (1958); [MGH] 5; [JY] 10",
    ),
    NamedFunction(
        "booth",
        "Booth",
        "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
        _square(-10, 10),
        ((1.0, 3.0),),
        "[JY] 17; [SB]",
    ),
    NamedFunction(
        "matyas",
        "Matyas",
        "0.26*(x^2 + y^2) - 0.48*x*y",
        _square(-10, 10),
        ((0.0, 0.0),),
        "[JY] 71; [SB]",
    ),
    NamedFunction(
        "mccormick",
        "McCormick",
        "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
        _plane((-1.5, 4), (-3, 4)),
        ((-0.547197551197, -1.547197551197), (2.594395102393, 1.594395102393)),
        "McCormick (1976); [JY] 72; [SB]",
    ),
    NamedFunction(
        "six_hump_camel",
        "Six-hump camel",
        "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
        _plane((-3, 3), (-2, 2)),
        (
            (0.089842013683, -0.712656403021),
            (-0.089842013683, 0.712656403021),
            (-1.703606714996, 0.796083568673),
            (1.703606714996, -0.796083568673),
            (-1.607104753202, -0.568651454907),
            (1.607104753202, 0.568651454907),
        ),
        "Dixon, Szegő (1978); [JY] 30",
    ),
    NamedFunction(
        "three_hump_camel",
        "Three-hump camel",
        "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
        _square(-3, 3),
        (
            (0.0, 0.0),
            (-1.747552345, 0.873776172),
            (1.747552345, -0.873776172),
        ),
        "[JY] 29; [SB]",
    ),
    NamedFunction(
        "goldstein_price",
        "Goldstein-Price",
        "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
        "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
        _square(-2, 2),
        ((0.0, -1.0), (-0.6, -0.4), (1.8, 0.2), (1.2, 0.8)),
        "Goldstein, Price, Math. Comp. 25 (1971) 569; [JY] 60",
    ),
    NamedFunction(
        "branin",
        "Branin",
        "(y - 5.1*x^2/(4*pi^2) + 5*x/pi - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
        _plane((-5, 10), (0, 15)),
        (
            (3.14159265359, 2.275),
            (-3.14159265359, 12.275),
            (9.42477796077, 2.475),
        ),
        "Branin, IBM J. Res. Dev. 16 (1972) 504; [JY] 22",
    ),
    NamedFunction(
        "styblinski_tang",
        "Styblinski–Tang",
        "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
        _square(-5, 5),
        (
            (-2.903534027771, -2.903534027771),
            (-2.903534027771, 2.746802773510),
            (2.746802773510, -2.903534027771),
            (2.746802773510, 2.746802773510),
        ),
        "Styblinski, Tang, Neural Networks 3 (1990) 467; [JY] 144",
    ),
    NamedFunction(
        "ackley",
        "Ackley",
        "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
        _square(-5, 5),
        ((0.0, 0.0),),
        "Ackley (1987); [JY] 1; a cusp: no gradient in the minimum itself",
    ),
    NamedFunction(
        "rastrigin",
        "Rastrigin",
        "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
        _square(-5.12, 5.12),
        (
            (0.0, 0.0),
            (0.0, -0.994958637730),
            (0.0, 0.994958637730),
            (-0.994958637730, 0.0),
            (0.994958637730, 0.0),
        ),
        "Rastrigin (1974); [SB]",
    ),
    NamedFunction(
        "griewank",
        "Griewank",
        "1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
        _square(-10, 10),
        ((0.0, 0.0),),
        "Griewank, JOTA 34 (1981) 11; [JY] 59",
    ),
    NamedFunction(
        "easom",
        "Easom",
        "-cos(x)*cos(y)*exp(-(x - pi)^2 - (y - pi)^2)",
        _square(-2, 8),
        ((3.14159265359, 3.14159265359),),
        "Easom (1990); [JY] 50; nearly flat but for one hole",
    ),
    NamedFunction(
        "saddle",
        "Saddle",
        "x^2 - y^2",
        _square(-1, 1),
        (),
        "the hyperbolic paraboloid",
    ),
    NamedFunction(
        "monkey_saddle",
        "Monkey saddle",
        "x^3 - 3*x*y^2",
        _square(-1, 1),
        (),
        "Hilbert, Cohn-Vossen, Anschauliche Geometrie (1932), § 29",
    ),
    NamedFunction(
        "double_well",
        "Double well",
        "(x^2 - 1)^2 + y^2",
        _square(-2, 2),
        ((-1.0, 0.0), (1.0, 0.0)),
        "two minima with a saddle between them",
    ),
)

NAMED_FUNCTIONS: Mapping[str, NamedFunction] = MappingProxyType({f.name: f for f in _ALL})
