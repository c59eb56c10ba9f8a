"""The words of the interface in each language, for pages and for letters."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from babel.support import NullTranslations, Translations

_LOCALE: Final = Path(__file__).parent.parent / "locale"


def interface_languages() -> list[str]:
    """Those that the interface has words in."""
    return sorted(place.parent.name for place in _LOCALE.glob("*/LC_MESSAGES"))


@lru_cache(maxsize=50)
def translations(language: str) -> NullTranslations:
    """The catalogue of the interface's texts; English is in the code itself."""
    return Translations.load(_LOCALE, [language])
