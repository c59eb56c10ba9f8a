"""What nobody types, and what some will send: families of texts, and bodies that are not what they say."""

import json
from typing import Final

CANARY: Final = "\"'><b id=canary>&amp;</textarea></select></title><b id=canary>"
"""Were it ever put into a page as it is, the page would have an element of this id."""

TEXTS: Final = {
    "NUL": "a\x00b",
    "controls": "\x01\x02\x08\x0b\x1b[31m\x7f\x9f",
    "turned around": "\u202egnp.exe\u2066abc\u2069\u200f",
    "invisible": "\u200b\u200d\ufeff\u00ad\u2060",
    "not a character": "\ufffe\uffff\U0010ffff",
    "combining": "a" + "\u0301" * 500,
    "emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 40,
    "long": "å" * 10_000,
    "huge number": "9" * 400,
    "number of 64 bits and more": str(2**63),
    "exponent": "1e400",
    "not a number": "NaN",
    "minus": "-1",
    "figures of others": "\u0663\u0664",
    "superscript": "²",
    "no such day": "2026-02-31",
    "year 0": "0000-00-00",
    "template": "{{7*7}}${7*7}#{7*7}<%= 7*7 %>{0.__class__}%(name)s%s%n",
    "html": CANARY,
    "formula": '=HYPERLINK("https://example.org")',
    "query": "'; DROP TABLE account; -- \" OR 1=1 NEAR(*) a* %_\\",
    "lines": "a\r\nSet-Cookie: canary=1\r\n\r\nb",
    "path": "../../../../etc/passwd",
    "address": "javascript:alert(1)//https://example.org",
    "half an address": "http://[x",
    "half a host": "//[",
    "blank": " \t\u00a0\u3000 ",
    "empty": "",
    "id": "00000000-0000-0000-0000-000000000000",
    "json": '[1,{"a":null}]',
}

PIECES: Final = [
    "%00",
    "%ED%A0%80",
    "%FF%FE",
    "..%2f..%2fetc%2fpasswd",
    "..%5c",
    "%0d%0aX-Canary:%201",
    "-1",
    "9" * 30,
    "%D9%A3",
    "%C2%B2",
    "%E2%80%AE",
    "1e400",
]
PIECES.append("a" * 2_000)
"""Of an address, as they travel."""

_DEEP: Final = "[" * 100_000 + "]" * 100_000
_PART: Final = 'Content-Disposition: form-data; name="name"'
_LOGIN: Final = _PART.replace('name="name', 'name="login')
BODIES: Final[dict[str, tuple[str, bytes]]] = {
    "JSON where a form is meant": ("application/json", json.dumps({"name": ["a"], "version": {"x": 1}}).encode()),
    "JSON that is a list": ("application/json", b"[]"),
    "JSON that is null": ("application/json", b"null"),
    "JSON with numbers nobody can hold": ("application/json", b'{"id": 1e999, "rawId": NaN, "response": -Infinity}'),
    "JSON with one key twice": ("application/json", b'{"id": "a", "id": ["b"], "response": {}, "type": "public-key", "rawId": "AA"}'),
    "JSON with half a character": ("application/json", b'{"id": "\\ud800", "name": "\\u0000", "credential": {"id": "\\udfff"}}'),
    "deep JSON": ("application/json", _DEEP.encode()),
    "JSON that is no UTF-8": ("application/json", b'{"id": "\xff\xfe"}'),
    "plain text": ("text/plain", b"name=a&version=1"),
    "nothing said": ("", b"name=a"),
    "no form at all": ("application/x-www-form-urlencoded", b"%%%ED%A0%80&=&&==&a=b=c&%00=%00&%zz=%"),
    "names like a list": ("application/x-www-form-urlencoded", b"name[]=a&name[a][b]=c&name.=d&.name=e&alt..id=f&name.id.x=g"),
    "thousand and one fields": ("application/x-www-form-urlencoded", b"&".join(b"f%d=1" % n for n in range(1001))),
    "one name a thousand times": ("application/x-www-form-urlencoded", b"&".join([b"name=1"] * 1001)),
    "a field of half a megabyte": ("application/x-www-form-urlencoded", b"name=" + b"a" * 500_000),
    "more than there may be": ("application/x-www-form-urlencoded", b"name=" + b"a" * 1_200_000),
    "parts without a boundary": ("multipart/form-data", b"--x\r\n\r\n"),
    "parts that break off": ("multipart/form-data; boundary=x", f"--x\r\n{_PART}\r\n\r\na".encode()),
    "parts of another boundary": ("multipart/form-data; boundary=y", f"--x\r\n{_PART}\r\n\r\na\r\n--x--\r\n".encode()),
    "parts with half a character": (
        "multipart/form-data; boundary=x; charset=unicode_escape",
        f"--x\r\n{_PART}\r\n\r\n\\ud800\r\n--x\r\n{_LOGIN}\r\n\r\n\\ud800@example.org\r\n--x--\r\n".encode(),
    ),
    "parts in no alphabet": ("multipart/form-data; boundary=x; charset=hex", f"--x\r\n{_PART}\r\n\r\nzz\r\n--x--\r\n".encode()),
    "a file where a text is meant": (
        "multipart/form-data; boundary=x",
        f'--x\r\n{_PART}; filename="../../a\x00.svg"\r\n\r\n<svg/>\r\n--x--\r\n'.encode(),
    ),
}
