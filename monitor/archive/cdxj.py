"""The index of a WARC file in CDXJ, as pywb and other tools read it: a line for each response, in the order of keys."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from warcio.timeutils import iso_date_to_timestamp

from monitor.archive.record import DAMAGE, open_records
from monitor.exceptions import ArchiveError


def make_index(path: Path, name: str) -> bytes:
    """Return the CDXJ of the WARC file at `path`, which its lines call `name`. Raises ArchiveError if it cannot be
    read."""
    lines = []
    try:
        with path.open("rb") as stream:
            records = open_records(stream)
            for record in records:
                if record.rec_type == "response" and record.http_headers:
                    line = _line(record, name)
                    offset = records.get_record_offset()  # reads the record to its end
                    lines.append((*line[:2], {**line[2], "offset": str(offset), "length": ""}))
                    lines[-1][2]["length"] = str(records.get_record_length())
    except (OSError, *DAMAGE) as error:
        raise ArchiveError(f"存档文件读不出：{path}") from error
    return "".join(sorted(f"{key} {moment} {json.dumps(fields)}\n" for key, moment, fields in lines)).encode()


def _line(record: Any, name: str) -> tuple[str, str, dict[str, str]]:
    """The key by which an address is looked up, the moment, and what stands in the line but for the record's place."""
    from surt import surt  # of an extra

    header, http = record.rec_headers, record.http_headers
    url = str(header.get_header("WARC-Target-URI")).strip("<>")
    fields = {
        "url": url,
        "mime": (http.get_header("Content-Type") or "unk").split(";")[0].strip(),
        "status": str(http.get_statuscode()),
        "digest": str(header.get_header("WARC-Payload-Digest")),
        "filename": name,
    }
    return surt(url), iso_date_to_timestamp(header.get_header("WARC-Date")), fields
