"""What is raised for a text that is no function."""


class ExpressionError(ValueError):
    """A text that is no function.

    Attributes:
        message: what is wrong and what to do, for a person.
        column: where in the text, counted from 1; None where the whole text is at fault.
    """

    def __init__(self, message: str, column: int | None = None) -> None:
        super().__init__(message if column is None else f"{message} (column {column})")
        self.message = message
        self.column = column

    def __reduce__(self) -> tuple[type, tuple[str, int | None]]:
        return type(self), (self.message, self.column)
