"""The page that shows what the tour left."""

from html import escape
from pathlib import Path

from ui.shell.guide import Kept

STYLE = """
body { font-family: "Noto Sans SC", "Microsoft YaHei", sans-serif; background: #F3F1EC; color: #23211E;
       max-width: 1180px; margin: 32px auto; padding: 0 16px; line-height: 1.5 }
figure { background: #FFF; border-radius: 6px; margin: 0 0 24px; padding: 16px }
img { max-width: 100%; border: 1px solid #E4E0D9 }
figcaption { margin-bottom: 8px; font-weight: bold }
.pages img { max-width: 32%; vertical-align: top }
a { color: #0B7268 }
"""


def write_index(out: Path, kept: list[Kept], title: str) -> Path:
    """Write index.html beside the pictures and return it."""
    figures = "\n".join(_figure(one) for one in kept)
    page = (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head>\n<body><h1>{escape(title)}</h1>\n{figures}\n</body></html>\n"
    )
    file = out / "index.html"
    file.write_text(page, encoding="utf-8")
    return file


def _figure(one: Kept) -> str:
    name = escape(one.file.name)
    if one.file.suffix == ".png":
        shown = f'<img src="{name}" alt="{escape(one.words)}">'
    else:
        pages = "".join(f'<img src="{escape(page.name)}" alt="">' for page in one.pages)
        shown = f'<p><a href="{name}">{name}</a></p><div class="pages">{pages}</div>'
    return f"<figure><figcaption>{escape(one.words)}</figcaption>{shown}</figure>"
