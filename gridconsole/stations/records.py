"""Stations: the service points whose staff use the console."""

from sqlalchemy import Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from gridconsole.core.ledger.record import Record


class Station(Record):
    """A power supply station, convenience station or stationed point (clause 4.1.2)."""

    __tablename__ = "station"

    number: Mapped[int] = mapped_column(Integer(), unique=True)
    """Counts the stations of a data file from 1; stands in codes that are scanned."""
    code: Mapped[str] = mapped_column(String(2), unique=True)
    """Two letters that open every document number."""
    name: Mapped[str] = mapped_column(String(60), unique=True)
