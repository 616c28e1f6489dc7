"""Finding a name however it is typed: without case, accents and the variants of Arabic letters."""

import unicodedata

# Letters that stay a letter of their own when accents are taken away.
LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ħ": "h", "ı": "i", "ŋ": "n", "ə": "e",
        # Arabic script: one shape for alef, yeh, kaf and heh; no stretching.
        "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك",
        "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه", "ـ": None,
        "’": "'", "ʼ": "'", "‘": "'", "`": "'",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text as it is compared in a search: case, accents, vowel marks and joiners do not count.

    What is folded twice stays the same. Nothing is transliterated: a name is found in its script.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = "".join(
        character
        for character in unicodedata.normalize("NFKD", decomposed)
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    return " ".join(kept.translate(LETTERS).split())
