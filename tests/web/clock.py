"""Another moment for the whole application, as tests of days that pass need it."""

from datetime import UTC, datetime, tzinfo
from typing import Any

import pytest

from app.web import state


class Clock:
    """Stands still until it is set."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
        self.moment = moment
        clock = self

        class Then(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Any:
                return clock.moment.astimezone(tz)

        monkeypatch.setattr("app.catalogue.queries.filters.now", lambda: clock.moment.astimezone(UTC))
        monkeypatch.setattr(state, "datetime", Then)
        monkeypatch.setattr("app.web.state.time.time", lambda: clock.moment.timestamp())
