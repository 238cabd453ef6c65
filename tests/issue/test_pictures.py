"""The pictures of an issue, from a real server behind a proxy into the issue's folder and every form of it."""

from __future__ import annotations

import importlib.util
import io
import json
import struct
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from ctypes.util import find_library
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import lxml.html
import pytest
from conftest import PROJECT, Scrapy
from docx import Document
from docx.shared import Mm
from PIL import ExifTags, Image, ImageCms, features
from scrapy.pipelines.images import ImageException
from scrapy.settings import Settings

from monitor.bulletin import NO_PHOTO
from monitor.issue.decoding import decode
from monitor.items import ArticleItem
from monitor.store.articles import save
from monitor.store.database import open_database, writing
from monitor.text.markdown import Paragraph, Picture, write


def picture(size: tuple[int, int] = (40, 30), form: str = "PNG", **given: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, form, **given)
    return stream.getvalue()


EXIF = Image.Exif()
EXIF[0x010E] = "秘密备注"
# Path → status, headers, body. A picture of 60,000 × 60,000 points is some hundred bytes long and unfolds to 10 GB.
BOMB = picture().replace(b"\0\0\0\x28\0\0\0\x1e", b"\0\0\xea\x60\0\0\xea\x60")
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/good.png": (200, {}, picture()),
    "/wide.jpg": (200, {}, picture((4000, 100), "JPEG", exif=EXIF, comment="秘密备注".encode())),
    "/moved.gif": (302, {"Location": "http://img.x.cn/real.gif"}, b""),
    "/real.gif": (200, {}, picture(form="GIF")),
    "/gone.jpg": (404, {}, b"gone"),
    "/page.jpg": (200, {"Content-Type": "text/html"}, b"<html>hotlink</html>"),
    "/cut.jpg": (200, {}, picture((400, 300), "JPEG")[:700]),
    "/bomb.png": (200, {}, BOMB),
    "/home.jpg": (302, {"Location": "http://127.0.0.1:9/secret"}, b""),
    "/script.eps": (200, {}, b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
}
LOCAL = "http://169.254.169.254/latest/meta-data"
# Address → what is said of it; the store writes a host of other letters than ASCII's so.
REFUSED = {
    **dict.fromkeys((LOCAL, "http://nas.corp/a.jpg", "http://127%E3%80%820%E3%80%820%E3%80%821/a.jpg"), "不是公网地址"),
    "http://img.x.cn:22/a.jpg": "不是网页的端口",
    **dict.fromkeys(("http://%5B::1%5D/a.jpg", "http://img.x.cn:99999/a.jpg"), "网址认不出"),
}


class Pictures(BaseHTTPRequestHandler):
    referers: dict[str, str | None]

    def do_GET(self) -> None:
        path = "/" + self.path.split("/", 3)[3]
        self.referers[self.path] = self.headers.get("Referer")
        status, headers, body = ANSWERS.get(path, (404, {}, b""))
        self.send_response(status)
        for name, value in {"Content-Type": "image/jpeg", **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def proxy() -> Iterator[dict[str, str]]:
    Pictures.referers = {}
    with ThreadingHTTPServer(("127.0.0.1", 0), Pictures) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield {"http_proxy": f"http://127.0.0.1:{server.server_port}", "no_proxy": ""}
        server.shutdown()


def store_article(home: Path, urls: list[str]) -> None:
    home.mkdir()
    blocks = [Paragraph("全民健康信息平台上线，电子病历互联互通，智慧医院建设提速。")]
    body = write(block for url in urls for block in (*blocks, Picture(url, f"图 {url.rsplit('/', 1)[-1]}")))
    item = ArticleItem("http://x.cn/1", "cnr", headline="全民健康信息平台上线", date_published=date(2025, 12, 10),
                       article_body=body, key="1", addresses=["http://x.cn/1"], reader="own:x", score=1.0)  # fmt: skip
    with writing(open_database(f"sqlite:///{home / 'monitor.db'}")) as session:
        save(session, item, date(2025, 12, 12))


def test_pictures_come_or_leave_a_note(scrapy: Scrapy, tmp_path: Path, proxy: dict[str, str]) -> None:
    home, out = tmp_path / "home", tmp_path / "out"
    urls = [f"http://img.x.cn{path}" for path in ANSWERS if path != "/real.gif"] + [*REFUSED]
    store_article(home, urls)
    process = scrapy("bulletin", "653", "--out", out, "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_ENABLED=False", env=proxy)
    assert process.returncode == 0, process.stderr
    said = {line.rsplit("：", 1)[1]: line for line in process.stderr.splitlines() if "图片取不到" in line}
    assert set(said) == {
        *(f"http://img.x.cn/{n}" for n in ("gone.jpg", "page.jpg", "cut.jpg", "bomb.png", "home.jpg", "script.eps")), *REFUSED
    }  # fmt: skip
    assert "HTTP 404" in said["http://img.x.cn/gone.jpg"]
    assert "不是图片，或过大" in said["http://img.x.cn/bomb.png"]
    assert "不是公网地址" in said["http://img.x.cn/home.jpg"]
    assert [url for url, why in REFUSED.items() if why not in said[url]] == []
    assert all(asked.startswith("http://img.x.cn/") for asked in Pictures.referers)
    assert Pictures.referers["http://img.x.cn/good.png"] == "http://x.cn/1", "as a reader's browser asks"
    files = sorted(out.glob("images/*"))
    opened = [Image.open(io.BytesIO(file.read_bytes())) for file in files]
    assert [image.format for image in opened] == ["JPEG"] * 3
    assert max(max(image.size) for image in opened) == 1600
    assert not any(image.getexif() for image in opened)
    assert not any("秘密".encode() in file.read_bytes() for file in files)
    shown = (out / "bulletin.md").read_text("utf-8")
    assert shown.count("](images/") == 3
    assert shown.count(NO_PHOTO) == len(said)
    assert shown.count("图 bomb.png") == 1, "a caption stays without its picture"
    assert "![](http" not in shown
    page = lxml.html.fromstring((out / "bulletin.html").read_bytes())
    assert [image.get("src", "")[:23] for image in page.iter("img")] == ["data:image/jpeg;base64,"] * 3
    document = Document(str(out / "bulletin.docx"))
    assert len(document.inline_shapes) == 3
    assert max(shape.width for shape in document.inline_shapes) <= Mm(156), "no wider than the text"
    told = json.loads((out / "bulletin.json").read_bytes())["articles"][0]["images"]
    assert [each["url"] for each in told] == urls
    assert [out / each["file"] for each in told if each["file"]] == [out / each["file"] for each in told[:3]]
    # A second time everything is there: only what did not come is asked for.
    Pictures.referers.clear()
    written = {name: (out / name).read_bytes() for name in ("bulletin.md", "bulletin.html", "bulletin.docx")}
    assert scrapy("bulletin", "653", "--out", out, "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_ENABLED=False", env=proxy).returncode == 0  # fmt: skip
    assert "http://img.x.cn/good.png" not in Pictures.referers
    assert {name: (out / name).read_bytes() for name in written} == written
    assert not list(out.glob("v*"))
    # In another folder too: what came lies in the archive, and is not asked for again.
    Pictures.referers.clear()
    elsewhere = scrapy("bulletin", "653", "--out", tmp_path / "elsewhere", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_ENABLED=False", env=proxy)  # fmt: skip
    assert elsewhere.returncode == 0, elsewhere.stderr
    asked = {url.rsplit("/", 1)[1] for url in Pictures.referers} - {"robots.txt"}
    assert asked == {url.rsplit("/", 1)[1] for url in said if url.startswith("http://img.x.cn/")}
    assert (tmp_path / "elsewhere" / "bulletin.html").read_bytes() == written["bulletin.html"]
    # With the archive alone the same comes without a network.
    files = sorted((home / "archive" / "2025-12-12").glob("pictures-*.warc.gz"))
    again = scrapy("bulletin", "653", "--out", tmp_path / "again", "--replay", *files)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "again" / "bulletin.html").read_bytes() == written["bulletin.html"]


def png(width: int, height: int, rows: int, kind: int = 2, interlaced: bool = False) -> bytes:
    """A PNG of 8 bits a sample whose stream ends, as it should, after so many rows."""
    width_of_row = 1 + width * {2: 3, 6: 4}[kind]
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, interlaced)),
        (b"IDAT", zlib.compress(bytes(width_of_row * rows), 1)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(each)) + name + each + struct.pack(">I", zlib.crc32(name + each)) for name, each in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


SETTINGS = Settings({"PICTURE_MAX_PIXELS": 50_000_000, "PICTURE_SIDE": 1600})


@pytest.mark.parametrize("rows", [1, 50, 99])
def test_a_png_whose_stream_ends_before_the_picture_is_none(rows: int) -> None:
    """Pillow takes it for one that is black below."""
    assert decode(png(90, 100, 100), SETTINGS)[0].size == (90, 100)
    with pytest.raises(ImageException):
        decode(png(90, 100, rows), SETTINGS)
    assert decode(png(90, 100, 101, interlaced=True), SETTINGS)[0].size == (90, 100), "seven in one, of some more bytes"


@pytest.mark.skipif(not features.check("avif"), reason="pillow without AVIF: pip install --force-reinstall pillow")
def test_a_picture_in_avif_is_one() -> None:
    shown, written = decode(picture((400, 300), "AVIF"), Settings({"PICTURE_MAX_PIXELS": 10**6, "PICTURE_SIDE": 200}))
    assert (shown.size, Image.open(written).format) == ((200, 150), "JPEG")
    with pytest.raises(ImageException):
        decode(picture((400, 300), "AVIF"), Settings({"PICTURE_MAX_PIXELS": 10**4, "PICTURE_SIDE": 200}))
    with pytest.raises(OSError):
        decode(picture((400, 300), "AVIF")[:-100], Settings({"PICTURE_MAX_PIXELS": 10**6, "PICTURE_SIDE": 200}))


@pytest.mark.parametrize("form", ["RGB", "RGBA", "P", "L", "LA", "1", "CMYK"])
def test_a_large_picture_is_made_smaller_strip_by_strip(form: str) -> None:
    """With a red corner that comes out where it was, on white where it was transparent, whatever the file's kind."""
    image = Image.new("RGBA", (2600, 132))
    image.paste("red", (0, 0, 1300, 66))
    stream = io.BytesIO()
    image.convert(form).save(stream, "JPEG" if form == "CMYK" else "PNG")
    shown, written = decode(stream.getvalue(), Settings({"PICTURE_MAX_PIXELS": 10**6, "PICTURE_SIDE": 650}))
    assert (shown.size, shown.mode, Image.open(written).format) == ((650, 33), "RGB", "JPEG")
    corner, rest = shown.getpixel((100, 8)), shown.getpixel((600, 24))
    assert corner != rest
    if form == "RGBA":
        assert (corner, rest) == ((255, 0, 0), (255, 255, 255))


def test_sixteen_bits_of_grey_are_eight_and_not_white() -> None:
    image = Image.new("I;16", (90, 60))
    for x in range(90):
        for y in range(60):
            image.putpixel((x, y), x * 728)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    shown = decode(stream.getvalue(), SETTINGS)[0]
    assert [shown.getpixel((x, 30))[0] // 16 for x in (1, 44, 88)] == [0, 7, 15]  # type: ignore[index]


@pytest.mark.parametrize(
    ("size", "turned", "kept"),
    [
        ((1080, 8000), 1, (1066, 7896)), ((8000, 1080), 6, (1066, 7896)), ((1080, 2340), 1, (738, 1600)), ((1500, 20_000), 1, (1066, 14_213)),
        ((900, 300), 1, (900, 300)), ((200, 800), 1, (200, 800)),
    ],
)  # fmt: skip
def test_of_a_long_picture_the_width_is_what_counts(size: tuple[int, int], turned: int, kept: tuple[int, int]) -> None:
    exif, stream = Image.Exif(), io.BytesIO()
    exif[ExifTags.Base.Orientation] = turned
    Image.new("L", size).save(stream, "JPEG", exif=exif)
    shown = decode(stream.getvalue(), Settings({"PICTURE_MAX_PIXELS": 200_000_000, "PICTURE_SIDE": 1600}))[0]
    assert (shown.width, round(shown.height, -1)) == (kept[0], round(kept[1], -1))


def test_only_exif_turns_a_picture_and_its_profile_is_heeded() -> None:
    stream, xmp = io.BytesIO(), b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF tiff:Orientation="6"/></x:xmpmeta>'
    usual = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = usual.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")  # its red is green
    Image.new("RGB", (40, 30), "red").save(stream, "JPEG", xmp=xmp, icc_profile=swapped)
    shown = decode(stream.getvalue(), SETTINGS)[0]
    assert shown.size == (40, 30)
    red, green, _ = shown.getpixel((20, 15))  # type: ignore[misc]
    assert green > 200 > 60 > red
    torn = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(torn, "JPEG", icc_profile=swapped[:200])
    assert decode(torn.getvalue(), SETTINGS)[0].getpixel((20, 15)) == (254, 0, 0)


def test_a_picture_of_many_pixels_is_in_memory_once() -> None:
    body = png(3200, 3200, 3200, kind=6)
    code = (
        "import resource, sys; from scrapy.settings import Settings; from monitor.issue.decoding import decode;"
        "body = sys.stdin.buffer.read(); before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss;"
        "decode(body, Settings({'PICTURE_MAX_PIXELS': 50_000_000, 'PICTURE_SIDE': 800}));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    told = subprocess.run([sys.executable, "-c", code], input=body, capture_output=True, check=True, cwd=PROJECT).stdout
    assert int(told) / 1024 < 8 * 10, "four bytes a pixel, and the strips; each copy takes four more"


def test_of_an_article_of_pictures_the_first_come_and_half_a_one_is_refused_with_a_pdf_too(
    scrapy: Scrapy, tmp_path: Path, proxy: dict[str, str]
) -> None:
    """WeasyPrint tells Pillow, for the whole process, to take what is cut."""
    if importlib.util.find_spec("weasyprint") is None or find_library("pango-1.0") is None:
        pytest.skip("needs pip install -e '.[pdf]' and apt-get install libpango-1.0-0 libpangoft2-1.0-0")
    names = ("cut.jpg", "good.png", *(f"{number}.jpg" for number in range(98)))
    store_article(tmp_path / "home", [f"http://img.x.cn/{name}" for name in names])
    given = ("-s", "DOWNLOAD_DELAY=0", "-s", "ARTICLE_MAX_PICTURES=2")
    process = scrapy("bulletin", "653", "--format", "md,pdf", *given, env=proxy)
    assert process.returncode == 0, process.stderr
    assert "图片取不到" in process.stderr
    assert "有 100 张图片，只取前 2 张（ARTICLE_MAX_PICTURES）" in process.stderr
    assert set(Pictures.referers) == {f"http://img.x.cn/{name}" for name in ("robots.txt", "cut.jpg", "good.png")}
    assert len(list((tmp_path / "home").glob("bulletins/653/images/*"))) == 1


def test_without_pictures_nothing_is_asked(scrapy: Scrapy, tmp_path: Path) -> None:
    store_article(tmp_path / "home", ["http://img.x.cn/good.png"])
    process = scrapy("bulletin", "653", "--out", tmp_path / "out", "-s", "BULLETIN_PICTURES=False")
    assert process.returncode == 0, process.stderr
    assert NO_PHOTO in (tmp_path / "out" / "bulletin.md").read_text("utf-8")
    assert not (tmp_path / "home" / "archive").exists()
