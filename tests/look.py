"""The pages of an issue's printable forms as pictures, to be looked at: `python tests/look.py FOLDER`.

FOLDER holds the issue as HTML, PDF and Word. Written: docs/images/bulletin-page-1.png, which the READMEs show, and
bulletin-forms.png, a row of pages for each form. Needs chromium, soffice and poppler.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"


def shoot(pdf: Path, dpi: int) -> list[Image.Image]:
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", pdf, pdf.with_suffix("")], check=True)
    return [Image.open(file).convert("RGB") for file in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]


def main(folder: Path) -> None:
    html, pdf, docx = (next(folder.glob(f"*.{form}")) for form in ("html", "pdf", "docx"))
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        browser = ["chromium", "--headless", "--no-sandbox", "--no-pdf-header-footer", f"--user-data-dir={made / 'b'}"]
        subprocess.run([*browser, f"--print-to-pdf={made / 'html.pdf'}", html.resolve().as_uri()], check=True)
        office = ["soffice", f"-env:UserInstallation=file://{made / 'o'}", "--headless", "--convert-to", "pdf"]
        (made / "word.docx").write_bytes(docx.read_bytes())
        subprocess.run([*office, "--outdir", made, made / "word.docx"], check=True)
        (made / "pdf.pdf").write_bytes(pdf.read_bytes())
        rows = [shoot(made / f"{form}.pdf", 45) for form in ("html", "pdf", "word")]
        (made / "page.pdf").write_bytes(pdf.read_bytes())
        shoot(made / "page.pdf", 75)[0].quantize(64).save(IMAGES / "bulletin-page-1.png", optimize=True)
    width, height = (side + 4 for side in rows[0][0].size)
    sheet = Image.new("RGB", (width * max(map(len, rows)), height * len(rows)), "grey")
    for row, pages in enumerate(rows):
        for column, page in enumerate(pages):
            sheet.paste(page, (column * width, row * height))
    sheet.quantize(128).save(IMAGES / "bulletin-forms.png", optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
