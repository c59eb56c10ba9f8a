"""Small PDFs for tests, written by hand."""

import zlib


def a_pdf(more: bytes = b"", *, pages: int = 1, trailer: bytes = b"") -> bytes:
    """A whole PDF of empty pages; `more` stands in its catalogue, `trailer` in its trailer."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(pages))
    bodies = [b"<< /Type /Catalog /Pages 2 0 R " + more + b" >>", b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % pages]
    bodies += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages
    return _written(bodies, trailer)


def packed_pdf(inner: bytes, *, filter_name: bytes = b"/FlateDecode") -> bytes:
    """One whose page and `inner` are packed into a stream of objects, as most programs do."""
    objects = b"3 0 << /Type /Page /Parent 2 0 R >> " + inner
    stream = zlib.compress(objects)
    held = b"<< /Type /ObjStm /N 1 /First 4 /Filter " + filter_name + b" /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream"
    return _written([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", held], b"")


def _written(bodies: list[bytes], trailer: bytes) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    begin = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R " % (len(bodies) + 1) + trailer + b" >>\nstartxref\n%d\n%%%%EOF\n" % begin
    return bytes(out)
