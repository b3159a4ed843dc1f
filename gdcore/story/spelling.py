"""The optimizers as the literature spells them."""

OPTIMIZER_TITLES = {
    "gradient_descent": "Gradient descent",
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "adagrad": "Adagrad",
    "adadelta": "Adadelta",
    "rmsprop": "RMSprop",
    "adam": "Adam",
    "adamw": "AdamW",
    "adamax": "Adamax",
    "nadam": "NAdam",
    "radam": "RAdam",
    "rprop": "Rprop",
    "lion": "Lion",
}
"""By their names in the spec."""


def optimizer_title(name: str) -> str:
    """An optimizer's name for people."""
    return OPTIMIZER_TITLES.get(name, name.replace("_", " ").capitalize())
