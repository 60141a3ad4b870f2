"""Why a spreadsheet is refused as a whole."""

from catalog.attributes import Text


class FileRefused(Exception):
    """Nothing of this import is taken.

    Attributes:
        file: name of the file.
        sentence: what is wrong with it, for the person who sent it.
        row, column: where, as far as it can be said; rows count from 1.
    """

    def __init__(self, file: str, sentence: Text, *, row: int | None = None, column: str = "") -> None:
        super().__init__(file, sentence)
        self.file, self.sentence, self.row, self.column = file, sentence, row, column

    def __str__(self) -> str:
        return f"{self.file}: {self.sentence}"
