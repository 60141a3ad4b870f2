import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from shop.files import FileRefused, check, clean_name


def archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as out:
        for name in names:
            out.writestr(name, "x")
    return buffer.getvalue()


GOOD = {
    "a.pdf": b"%PDF-1.7",
    "a.xlsx": archive("[Content_Types].xml", "xl/workbook.xml"),
    "a.docx": archive("[Content_Types].xml", "word/document.xml"),
    "a.zip": archive("drawing.step"),
    "a.png": b"\x89PNG\r\n\x1a\n....",
    "a.jpeg": b"\xff\xd8\xff\xe0....",
    "a.stp": b"ISO-10303-21;\nHEADER;",
    "a.dxf": b"  0\r\nSECTION\r\n  2\r\nHEADER",
    "a.csv": "part;quantity\n57BL94-2430;50 Stück\n".encode(),
}


@pytest.mark.parametrize("name", GOOD)
def test_each_kind_is_told_by_its_content(name):
    assert check(SimpleUploadedFile(name, GOOD[name])).size == len(GOOD[name])


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("other", GOOD)
def test_content_of_one_kind_under_the_name_of_another_is_refused(name, other):
    if name != other:
        with pytest.raises(FileRefused):
            check(SimpleUploadedFile(name, GOOD[other]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.csv", b"<html>"),
        ("a.csv", b"a\x00b"),
        ("a.svg", b"<svg/>"),
        ("a.pdf", b""),
        ("noname", b"%PDF-"),
        ("a.xlsx", b"PK\x03\x04broken"),
    ],
)
def test_everything_else_is_refused_by_name(name, content):
    with pytest.raises(FileRefused, match=name):
        check(SimpleUploadedFile(name, content))


def test_a_file_over_twenty_megabytes_is_refused():
    upload = SimpleUploadedFile("big.pdf", b"%PDF-")
    upload.size = 20 * 1024 * 1024 + 1
    with pytest.raises(FileRefused, match="20 MB"):
        check(upload)


@pytest.mark.parametrize(
    ("given", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\a\\b.pdf", "b.pdf"), ("a\x00\u202eb.pdf", "ab.pdf"), ("", "file")],
)
def test_a_name_is_cleaned_of_paths_and_control_characters(given, kept):
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_suffix():
    name = clean_name("x" * 400 + ".pdf")
    assert len(name) <= 150
    assert name.endswith(".pdf")
