"""The desk's screens as pictures, to be looked at and for the documents: `python tests/look_desk.py ADDRESS [FOLDER]`.

ADDRESS is the one-time address that `scrapy desk 653` prints, over a home of the sample week; what is done there is
taken back. Written to FOLDER, docs/images if none is given: desk-week.png and desk-article.png; into another also each
screen light and dark, wide and narrow. A picture bears the digest of the templates of which it was made. Needs chromium.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from PIL.PngImagePlugin import PngInfo

PROJECT = Path(__file__).resolve().parent.parent
IMAGES = PROJECT / "docs" / "images"
MADE_OF = {"desk-week": "week.html", "desk-article": "article.html"}
SCREENS = (
    "/653", "/653?tab=near", "/653/a/ID?remark=1", "/653/a/ID?tab=why", "/653/preview", "/653/write", "/653/log",
    "/outlets/653", "/past?q=医院", "/past/653?check=1", "/why?u=https://www.yunzhou-news.cn/1.html",
)  # fmt: skip
SIZES = {"wide": (1280, 800), "narrow": (360, 740)}


def digest(picture: str) -> str:
    return hashlib.sha256((PROJECT / "desk" / "templates" / MADE_OF[picture]).read_bytes()).hexdigest()


def keep(content: bytes, file: Path) -> None:
    made_of = PngInfo()
    if file.stem in MADE_OF:
        made_of.add_text("desk", digest(file.stem))
    image = Image.open(io.BytesIO(content)).convert("RGB").quantize(96)
    image.save(file, optimize=True, pnginfo=made_of)


def main(address: str, folder: Path) -> None:
    from playwright.sync_api import sync_playwright

    here = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        context.set_default_timeout(120_000)  # on a busy machine the first PDF takes its time
        page = context.new_page()
        page.goto(address)
        page.fill("[name=name]", "王某")
        page.click("text=进入编辑台")
        page.wait_for_selector("#places")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("x")
        page.locator("#said", has_text="已选用").wait_for()
        keep(page.screenshot(), folder / "desk-week.png")
        second = str(page.get_attribute(".place:nth-of-type(2)", "id"))[1:]
        page.goto(f"{here}/653/a/{second}")
        page.click("#b3", position={"x": 5, "y": 5})
        page.focus("#b3")
        page.keyboard.press("c")
        page.locator("#said", has_text="已存").wait_for()
        page.wait_for_timeout(500)
        keep(page.screenshot(), folder / "desk-article.png")
        for _ in range(2):
            page.keyboard.press("u")
            page.locator("#said", has_text="已撤销").wait_for()
            page.evaluate("document.getElementById('said').textContent = ''")
        state = context.storage_state()
        for path in SCREENS if folder != IMAGES else ():
            for scheme in ("light", "dark"):
                for name, (width, height) in SIZES.items():
                    viewport = {"width": width, "height": height}
                    each = browser.new_context(storage_state=state, color_scheme=scheme, viewport=viewport)
                    each.set_default_timeout(120_000)
                    shown = each.new_page()
                    shown.goto(here + path.replace("ID", second))
                    shown.wait_for_timeout(3000 if path.endswith("preview") else 300)
                    stem = re.sub(r"\W+", "-", path).strip("-")
                    keep(shown.screenshot(), folder / f"{stem}-{scheme}-{name}.png")
                    each.close()
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]) if sys.argv[2:] else IMAGES)
