"""The application's style sheet, made from tokens and scale.

Rules are chosen by class or by the properties `role`, `tone`, `kind`, `bad`, `sunken`, `part`;
nothing is said without a selector, because that would run down to every child.
"""

from PySide6.QtWidgets import QWidget

from ui.look.fonts import SANS
from ui.look.scale import Part, Scale, TextSize
from ui.look.tokens import Tokens, Tone


def stylesheet(tokens: Tokens, scale: Scale) -> str:
    """The whole sheet for one theme at one text size."""
    parts = (_text, _buttons, _chips, _editors, _surfaces, _shell, _menus, _tables, _bars)
    return "\n".join(part(tokens, scale) for part in parts)


def restyle(widget: QWidget) -> None:
    """Apply the rules again after a property that a selector reads has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def _text(t: Tokens, s: Scale) -> str:
    sizes = {
        "base": (14, t.text, 400),
        "strong": (14, t.text, 700),
        "second": (13, t.second, 400),
        "label": (13, t.second, 400),
        "hint": (13, t.hint, 400),
        "tiny": (12, t.hint, 400),
        "title": (16, t.text, 700),
        "person": (20, t.text, 700),
        "total": (24, t.text, 700),
        "kpi": (30, t.text, 700),
    }
    rules = [
        f'QLabel[role="{role}"] {{ font-family: "{SANS}"; font-size: {s.px(px)}px; font-weight: {weight};'
        f" color: {colour}; min-height: {s.px(px * 1.5)}px; background: transparent; }}"
        for role, (px, colour, weight) in sizes.items()
    ]
    rules += [f'QLabel[tone="{tone}"] {{ color: {t.tone(tone).ink}; }}' for tone in Tone]
    return "\n".join(rules)


def _buttons(t: Tokens, s: Scale) -> str:
    inner = s.of(Part.FIELD)
    side = s.px(14)
    return f"""
QPushButton[kind] {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border};
    border-radius: {s.px(6)}px; padding: 0 {side}px;
    min-height: {inner - 2}px; max-height: {inner - 2}px; font-size: {s.px(14)}px;
}}
QPushButton[kind]:hover {{ background: {t.sunken}; border-color: {t.second}; }}
QPushButton[kind]:pressed {{ background: {t.grey.soft}; }}
QPushButton[kind]:focus {{
    border: 2px solid {t.accent}; padding: 0 {side - 1}px;
    min-height: {inner - 4}px; max-height: {inner - 4}px;
}}
QPushButton[kind]:disabled {{
    color: {t.hint}; background: {t.surface};
    border: 1px {"solid" if t.line == "transparent" else "dashed"} {t.hairline};
}}
QPushButton[kind="primary"] {{
    background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 700;
}}
QPushButton[kind="primary"]:hover, QPushButton[kind="primary"]:pressed {{
    background: {t.accent_hover}; border-color: {t.accent_hover};
}}
QPushButton[kind="primary"]:focus {{ border-color: {t.text}; }}
QPushButton[kind="primary"]:disabled {{
    background: {t.grey.soft}; color: {t.grey.ink}; border-color: {t.hairline}; font-weight: 400;
}}
QPushButton[kind="danger"] {{ color: {t.red.ink}; }}
QPushButton[kind="quiet"], QPushButton[kind="link"] {{ background: transparent; border-color: transparent; }}
QPushButton[kind="quiet"]:hover {{ background: {t.grey.soft}; border-color: {t.line}; }}
QPushButton[kind="quiet"]:focus, QPushButton[kind="link"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="quiet"]:disabled {{ color: {t.hint}; background: transparent; }}
QPushButton[kind="quiet"]::menu-indicator {{ image: none; width: 0; }}
QPushButton[kind="link"] {{
    color: {t.accent}; padding: 0 {s.px(4)}px;
    min-height: {s.px(26)}px; max-height: {s.px(26)}px; border-radius: {s.px(4)}px;
}}
QPushButton[kind="link"]:hover {{ text-decoration: underline; }}
QPushButton[kind="link"]:focus {{
    padding: 0 {s.px(4) - 1}px; min-height: {s.px(26) - 2}px; max-height: {s.px(26) - 2}px;
}}
QPushButton[kind="icon"] {{
    background: transparent; border-color: transparent; padding: 0;
    min-height: {s.px(28)}px; max-height: {s.px(28)}px; min-width: {s.px(28)}px; max-width: {s.px(28)}px;
}}
QPushButton[kind="icon"]:hover {{ background: {t.grey.soft}; border-color: {t.line}; }}
QPushButton[kind="icon"]:focus {{
    border: 2px solid {t.accent}; padding: 0;
    min-height: {s.px(28) - 2}px; max-height: {s.px(28) - 2}px;
    min-width: {s.px(28) - 2}px; max-width: {s.px(28) - 2}px;
}}
QPushButton[kind="icon"]::menu-indicator {{ image: none; width: 0; }}
"""


def _chips(t: Tokens, s: Scale) -> str:
    height = s.of(Part.CHIP)
    side = s.px(12)
    return f"""
QPushButton[kind="chip"] {{
    background: {t.sunken}; color: {t.second}; border: 1px solid {_soft_line(t)};
    border-radius: {height // 2}px; padding: 0 {side}px;
    min-height: {height - 2}px; max-height: {height - 2}px;
}}
QPushButton[kind="chip"]:hover {{ border-color: {t.border}; }}
QPushButton[kind="chip"]:checked {{
    background: {t.accent_soft}; color: {t.accent}; border-color: {t.accent}; font-weight: 700;
}}
QPushButton[kind="chip"]:focus {{
    border: 2px solid {t.accent}; padding: 0 {side - 1}px;
    min-height: {height - 4}px; max-height: {height - 4}px;
}}
"""


def _soft_line(t: Tokens) -> str:
    return t.line if t.line != "transparent" else t.hairline


def _editors(t: Tokens, s: Scale) -> str:
    height = s.of(Part.FIELD)
    radius = s.px(6)
    one = "QLineEdit, QComboBox, QAbstractSpinBox"
    rules = [
        f"""
{one} {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; border-radius: {radius}px;
    min-height: {height - 2}px; max-height: {height - 2}px; font-size: {s.px(14)}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QLineEdit, QAbstractSpinBox {{ padding: 0 {s.px(9)}px; placeholder-text-color: {t.hint}; }}
QComboBox {{ padding: 0 {s.px(11)}px; }}
QAbstractSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0; background: transparent; }}
QComboBox::drop-down {{ border: none; width: {s.px(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QPlainTextEdit {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; border-radius: {radius}px;
    padding: {s.px(5)}px {s.px(7)}px; font-size: {s.px(14)}px; placeholder-text-color: {t.hint};
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QComboBox QAbstractItemView {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; outline: 0;
    selection-background-color: {t.accent_soft}; selection-color: {t.accent};
}}
QComboBox QAbstractItemView::item {{ min-height: {s.px(32)}px; padding: 0 {s.px(8)}px; }}
QCheckBox {{ color: {t.text}; spacing: {s.px(8)}px; min-height: {s.px(24)}px; background: transparent; }}
QCheckBox::indicator {{ width: {s.px(18)}px; height: {s.px(18)}px; }}
"""
    ]
    for widget, pad in (("QLineEdit", (0, 9)), ("QAbstractSpinBox", (0, 9)), ("QComboBox", (0, 11))):
        rules.append(_edges(widget, (s.px(pad[0]), s.px(pad[1])), t, height))
    rules.append(_edges("QPlainTextEdit", (s.px(5), s.px(7)), t))
    return "\n".join(rules)


def _edges(widget: str, padding: tuple[int, int], t: Tokens, height: int = 0) -> str:
    thick = f"padding: {max(0, padding[0] - 1)}px {padding[1] - 1}px;"
    if height:
        thick += f" min-height: {height - 4}px; max-height: {height - 4}px;"
    return f"""
{widget}:focus {{ border: 2px solid {t.accent}; {thick} }}
{widget}[sunken="true"] {{ background: {t.sunken}; border-color: {_soft_line(t)}; color: {t.text}; }}
{widget}[bad="true"], {widget}[bad="true"]:focus {{ border: 2px solid {t.red.ink}; {thick} }}
{widget}:disabled {{ background: {t.sunken}; color: {t.hint}; border-color: {_soft_line(t)}; }}
{widget}[sunken="true"]:disabled {{ color: {t.text}; }}
"""


def _surfaces(t: Tokens, s: Scale) -> str:
    radius = s.px(6)
    rules = [
        f"""
QFrame[part="surface"] {{ background: {t.surface}; border: 1px solid {t.line}; border-radius: {radius}px; }}
QFrame[part="plain"] {{ background: {t.surface}; border: none; }}
QFrame[part="sunken"] {{ background: {t.sunken}; border: 1px solid {t.line}; border-radius: {radius}px; }}
QFrame[part="rule"] {{ background: {t.hairline}; border: none; min-height: 1px; max-height: 1px; }}
QFrame[part="toast"] {{ background: {t.text}; border: none; border-radius: {radius}px; }}
QFrame[part="toast"] QLabel {{ color: {t.surface}; }}
QScrollArea[part="plain"], QScrollArea[part="plain"] > QWidget > QWidget[part="page"] {{
    background: {t.surface}; border: none;
}}
QDialog {{ background: {t.surface}; border: 1px solid {t.border}; }}
"""
    ]
    for tone in Tone:
        ink = t.tone(tone)
        line = "transparent" if t.line == "transparent" else ink.ink
        rules.append(
            f'QFrame[part="banner"][tone="{tone}"] {{ background: {ink.soft}; border: 1px solid {line};'
            f" border-radius: {radius}px; }}"
        )
    return "\n".join(rules)


def _shell(t: Tokens, s: Scale) -> str:
    radius = s.px(6)
    tab = s.px(8 if s.size is TextSize.HUGE else 12)
    return f"""
QMainWindow {{ background: {t.window}; }}
QMainWindow::separator {{ background: {t.window}; width: {s.px(8)}px; height: {s.px(8)}px; }}
QMainWindow::separator:hover {{ background: {t.border}; }}
QFrame#top_bar {{ background: {t.surface}; border: none; border-bottom: 1px solid {t.line}; }}
QToolBar {{ background: {t.window}; border: none; padding: 0; spacing: 0; }}
QFrame#rail {{ background: {t.rail}; border: none; border-right: 1px solid {t.line}; }}
QStatusBar {{ background: {t.rail}; border: none; }}
QStatusBar::item {{ border: none; }}
QFrame#status {{ background: {t.rail}; border: none; border-top: 1px solid {t.line}; }}
QFrame#status QLabel {{ font-size: {s.px(13)}px; min-height: {s.px(20)}px; }}
QFrame#status QPushButton[kind="quiet"] {{
    color: {t.text}; font-size: {s.px(13)}px; padding: 0 {s.px(6)}px;
    min-height: {s.px(22)}px; max-height: {s.px(22)}px;
}}
QFrame#dock_head {{
    background: {t.surface}; border: 1px solid {t.line}; border-bottom: none;
    border-top-left-radius: {radius}px; border-top-right-radius: {radius}px;
}}
QFrame#dock_body {{
    background: {t.surface}; border: 1px solid {t.line}; border-top: none;
    border-bottom-left-radius: {radius}px; border-bottom-right-radius: {radius}px;
}}
QPushButton#search_button {{
    background: {t.sunken}; color: {t.hint}; border: 1px solid {_soft_line(t)}; border-radius: {radius}px;
    text-align: left; padding: 0 {s.px(12)}px; font-size: {s.px(14)}px;
    min-height: {s.of(Part.FIELD) - 2}px; max-height: {s.of(Part.FIELD) - 2}px;
}}
QPushButton#search_button:hover {{ border-color: {t.border}; }}
QPushButton#search_button:focus {{ border: 2px solid {t.accent}; padding: 0 {s.px(12) - 1}px; }}
QTabBar {{ background: transparent; qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: transparent; color: {t.second}; border: none; border-bottom: 2px solid transparent;
    padding: 0 {tab}px; height: {s.px(34)}px; font-size: {s.px(14)}px;
}}
QTabBar::tab:selected {{ color: {t.accent}; border-bottom-color: {t.accent}; font-weight: 700; }}
QTabBar::tab:hover {{ color: {t.text}; }}
QTabBar::tab:focus {{ border: 2px solid {t.accent}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {t.hairline}; }}
"""


def _menus(t: Tokens, s: Scale) -> str:
    return f"""
QMenu {{
    background: {t.surface}; color: {t.text}; border: 1px solid {t.border}; padding: {s.px(4)}px;
    font-size: {s.px(14)}px;
}}
QMenu::item {{ padding: {s.px(6)}px {s.px(24)}px {s.px(6)}px {s.px(12)}px; border-radius: {s.px(4)}px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
QMenu::item:disabled {{ color: {t.hint}; }}
QMenu::separator {{ height: 1px; background: {t.hairline}; margin: {s.px(4)}px {s.px(8)}px; }}
QMenu::icon {{ padding-left: {s.px(8)}px; }}
QMenu::indicator {{ width: {s.px(16)}px; height: {s.px(16)}px; margin-left: {s.px(8)}px; }}
QToolTip {{
    background: {t.text}; color: {t.surface}; border: 1px solid {t.text}; padding: {s.px(4)}px {s.px(8)}px;
    font-size: {s.px(13)}px;
}}
"""


def _tables(t: Tokens, s: Scale) -> str:
    return f"""
QTableView, QListView, QTreeView {{
    background: {t.surface}; color: {t.text}; border: none; outline: 0; gridline-color: {t.hairline};
    selection-background-color: {t.selection}; selection-color: {t.text}; font-size: {s.px(14)}px;
}}
QHeaderView {{ background: {t.sunken}; border: none; }}
QHeaderView::section {{
    background: {t.sunken}; color: {t.second}; border: none; border-bottom: 1px solid {t.hairline};
    padding: 0 {s.px(12)}px; height: {s.of(Part.TABLE_HEAD)}px; font-size: {s.px(13)}px; font-weight: 400;
}}
QTableCornerButton::section {{ background: {t.sunken}; border: none; }}
"""


def _bars(t: Tokens, s: Scale) -> str:
    thick = s.px(12)
    return f"""
QProgressBar {{
    background: {t.grey.soft}; border: 1px solid {t.line}; border-radius: {s.px(8) // 2}px;
    min-height: {s.px(8)}px; max-height: {s.px(8)}px;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: {s.px(8) // 2}px; }}
QScrollBar:vertical {{ background: transparent; width: {thick}px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: {thick}px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {t.border}; border-radius: {s.px(3)}px; }}
QScrollBar::handle:vertical {{ min-height: {s.px(32)}px; margin: {s.px(3)}px; }}
QScrollBar::handle:horizontal {{ min-width: {s.px(32)}px; margin: {s.px(3)}px; }}
QScrollBar::handle:hover {{ background: {t.second}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
