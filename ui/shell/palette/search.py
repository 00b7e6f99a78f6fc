"""What the palette shows for a text: people and papers of the features, and commands; blocking."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridconsole.core.caller import Caller
from ui.shell.commands import Known
from ui.shell.feature import Feature, Hit
from ui.shell.palette.entry import Entry, Group
from ui.shell.palette.matching import Title, plain_span, read_title, span_of, spans_of

if TYPE_CHECKING:
    from gridconsole.console import Console

COMMANDS = "命令"
LEAST_IN_HELP = 2
"""Characters from which on a text is also looked for in what commands say about themselves."""
WORST = 4
Run = Callable[[Feature[Any], Callable[[Any], None]], None]
"""Runs something on a feature's panel, brought to the front; on the window's thread."""


@dataclass(frozen=True)
class Ground:
    """What is searched, taken when the palette was opened; `console` and `caller` only with open data."""

    commands: Sequence[Known]
    features: Sequence[Feature[Any]]
    recent: Sequence[str]
    run: Run
    console: "Console | None" = None
    caller: Caller | None = None


class Search:
    """Every call blocks and belongs on the worker."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._titles: dict[str, Title] = {}

    def groups(self, text: str) -> list[Group]:
        """Return the groups for a text, people first unless it names a command; for none the recent ones."""
        query = text.strip()
        if not query:
            return self._at_rest()
        hits = _grouped(sorted(self._hits(query), key=lambda pair: not _begins(pair[1])))
        is_command, commands = self._commands(query)
        found = [Group(COMMANDS, "条", tuple(commands))] if commands else []
        return [*found, *hits] if is_command else [*hits, *found]

    def _at_rest(self) -> list[Group]:
        recent = [entry for id in self._ground.recent if (entry := self._again(id))]
        taken = {entry.id for entry in recent}
        rest = [_entry(known) for known in self._ground.commands if known.command.id not in taken]
        groups = (Group("最近用过", "条", tuple(recent)), Group(COMMANDS, "条", tuple(rest)))
        return [group for group in groups if group.entries]

    def _again(self, id: str) -> Entry | None:
        for known in self._ground.commands:
            if known.command.id == id:
                return _entry(known)
        feature_id, _, rest = id.partition(":")
        for feature in self._ground.features:
            if feature.id == feature_id and feature.finds and self._ground.console and self._ground.caller:
                hit = feature.finds.again(self._ground.console, self._ground.caller, rest)
                return self._of_hit(feature, hit, "") if hit else None
        return None

    def _hits(self, query: str) -> Iterator[tuple[Hit[Any], Entry]]:
        for feature in self._ground.features:
            if feature.finds and self._ground.console and self._ground.caller:
                for hit in feature.finds.search(self._ground.console, self._ground.caller, query):
                    yield hit, self._of_hit(feature, hit, query)

    def _of_hit(self, feature: Feature[Any], hit: Hit[Any], query: str) -> Entry:
        title = read_title(hit.title, is_name=hit.named) if query.isascii() else Title(hit.title, (), ())
        run = self._ground.run
        return Entry(
            id=f"{feature.id}:{hit.id}" if hit.id else "",
            icon=hit.icon,
            title=hit.title,
            note=hit.note,
            run=lambda: run(feature, hit.run),
            spans=spans_of(query, title) if query else (),
            state=hit.state,
        )

    def _commands(self, query: str) -> tuple[bool, list[Entry]]:
        """Return whether the query is the name of one of them, and those that it finds, the best first."""
        ranked = [(_rank(query, self._title(known), known), known) for known in self._ground.commands]
        found = sorted((pair for pair in ranked if pair[0] < WORST), key=lambda pair: pair[0])
        entries = [_entry(known, spans_of(query, self._title(known))) for _, known in found]
        return bool(found) and found[0][0] <= 1, entries

    def _title(self, known: Known) -> Title:
        text = known.command.title
        if text not in self._titles:
            self._titles[text] = read_title(text)
        return self._titles[text]


def _rank(query: str, title: Title, known: Known) -> int:
    """Return 0 for a whole title, 1 for a part as it is written, 2 and 3 for pinyin and help, else WORST."""
    span = span_of(query, title)
    if span == (0, len(title.text)):
        return 0
    if span and plain_span(query, title.text):
        return 1
    if span:
        return 2
    in_help = len(query) >= LEAST_IN_HELP and not query.isascii() and query in known.command.help
    return 3 if in_help else WORST


def _entry(known: Known, spans: tuple[tuple[int, int], ...] = ()) -> Entry:
    command = known.command
    return Entry(
        command.id, command.icon, command.title, command.help, known.action.trigger, spans, None, known.keys
    )


def _begins(entry: Entry) -> bool:
    """Return whether the match is at the beginning; what has none, as a phone's tail, counts as such."""
    return not entry.spans or entry.spans[0][0] == 0


def _grouped(hits: Sequence[tuple[Hit[Any], Entry]]) -> list[Group]:
    """Return the hits by their sorts, each sort where its first hit stands."""
    found: dict[str, tuple[str, list[Entry]]] = {}
    for hit, entry in hits:
        found.setdefault(hit.sort, (hit.unit, []))[1].append(entry)
    return [Group(sort, unit, tuple(entries)) for sort, (unit, entries) in found.items()]
