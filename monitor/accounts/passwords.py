"""Passwords as scrypt hashes (RFC 7914), by the standard library."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets

# OWASP's weakest recommended: 16 MiB and some 50 ms a try, which a desk of a few editors bears.
_N, _R, _P = 2**14, 8, 5
_LENGTH = 32  # bytes, of salt and hash
_MOST_MEMORY = 64 << 20  # bytes; a line that asks for more is none of ours
_LONGEST = 200  # characters of a password that is hashed


def hash_password(password: str) -> str:
    """Return `password` as it is kept: the parameters, a salt of its own, the hash."""
    salt = secrets.token_bytes(_LENGTH)
    return ":".join(
        ["scrypt", f"{_N}", f"{_R}", f"{_P}", _written(salt), _written(_derive(password, salt, _N, _R, _P))]
    )


def is_password(password: str, kept: str) -> bool:
    """Tell whether `password` is the one that is kept so; what cannot be read is nobody's."""
    try:
        name, n, r, p, salt, wanted = kept.split(":")
        if name != "scrypt" or len(password) > _LONGEST:
            return False
        found = _derive(password, base64.b64decode(salt, validate=True), int(n), int(r), int(p))
        return hmac.compare_digest(found, base64.b64decode(wanted, validate=True))
    except (ValueError, OverflowError, MemoryError, binascii.Error):
        return False


def _derive(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    secret = password.encode("utf-8", "surrogatepass")
    return hashlib.scrypt(secret, salt=salt, n=n, r=r, p=p, maxmem=_MOST_MEMORY, dklen=_LENGTH)


def _written(value: bytes) -> str:
    return base64.b64encode(value).decode()
