"""What is over goes, and what is still good stays."""

from datetime import timedelta

from sqlalchemy import update
from sqlmodel import col, select

from app.accounts import passkeys, sessions, sweeping, tickets
from app.accounts.models import Challenge, Purpose, Ticket, UserSession
from app.accounts.passkeys import Site
from app.db import Databases, now, transaction
from tests.accounts.persons import a_person, signed_in

MOMENT, DAY = timedelta(seconds=1), timedelta(days=1)


def test_only_what_is_over_is_removed(centre: Databases) -> None:
    with transaction(centre) as session:
        user = a_person(session)
        good, _ = signed_in(session, user)
        _, over = signed_in(session, user)
        _, idle = signed_in(session, user)
        session.exec(update(UserSession).where(col(UserSession.id) == over.session_id).values(expires_at=now() - MOMENT))
        session.exec(update(UserSession).where(col(UserSession.id) == idle.session_id).values(seen_at=now() - 15 * DAY))
        passkeys.signin_options(session, Site("https://example.org", "Centre"))
        session.exec(update(Challenge).values(expires_at=now() - MOMENT))
        old = tickets.issue(session, Purpose.JOIN, role="floor", days=1)
        session.exec(update(Ticket).values(expires_at=now() - sweeping.KEPT - MOMENT))
        recent = tickets.issue(session, Purpose.JOIN, role="floor", days=1)
    with transaction(centre) as session:
        assert sweeping.sweep(session) == 4
        assert sweeping.sweep(session) == 0
        assert sessions.person(session, good)
        assert tickets.look(session, recent, Purpose.JOIN)
        assert len(session.exec(select(Ticket)).all()) == 1
    assert old != recent
