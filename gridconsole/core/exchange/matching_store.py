"""What people said a heading means, remembered for the next workbook."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import String, Uuid, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from gridconsole.core.exchange.head_rows import normalise
from gridconsole.core.ledger.record import Base


class HeadingMeaning(Base):
    """A heading and the field that a person chose for it; no field: the column is not to be used."""

    __tablename__ = "heading_meaning"

    station_id: Mapped[UUID] = mapped_column(Uuid(), primary_key=True)
    ledger: Mapped[str] = mapped_column(String(40), primary_key=True)
    heading: Mapped[str] = mapped_column(String(120), primary_key=True)
    field: Mapped[str | None] = mapped_column(String(60))


def remembered(session: Session, station_id: UUID, ledger: str) -> dict[str, str | None]:
    """Return heading -> field for everything that was chosen by hand before."""
    query = select(HeadingMeaning).where(
        HeadingMeaning.station_id == station_id, HeadingMeaning.ledger == ledger
    )
    return {meaning.heading: meaning.field for meaning in session.scalars(query)}


def remember(session: Session, station_id: UUID, ledger: str, chosen: Mapping[str, str | None]) -> None:
    """Remember choices by heading, over earlier ones."""
    for heading, field in chosen.items():
        key = normalise(heading)[:120]
        same = (
            HeadingMeaning.station_id == station_id,
            HeadingMeaning.ledger == ledger,
            HeadingMeaning.heading == key,
        )
        session.execute(delete(HeadingMeaning).where(*same))
        session.add(HeadingMeaning(station_id=station_id, ledger=ledger, heading=key, field=field))
