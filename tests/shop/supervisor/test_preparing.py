import os

from shop.supervisor.preparing import Stamps, fingerprint_of


def test_a_stamp_fits_only_what_it_was_made_for(tmp_path):
    stamps = Stamps(tmp_path / "prepared.json")
    stamps.put("static", "a")
    assert stamps.fits("static", "a")
    assert not stamps.fits("static", "b")
    assert not stamps.fits("database", "a")
    assert Stamps(tmp_path / "prepared.json").fits("static", "a")


def test_a_broken_file_of_stamps_counts_as_none(tmp_path):
    (tmp_path / "prepared.json").write_text('{"static"')
    assert not Stamps(tmp_path / "prepared.json").fits("static", "a")


def test_a_fingerprint_changes_with_a_file_its_time_and_the_words_beside(tmp_path):
    path = tmp_path / "file"
    path.write_text("one")
    first = fingerprint_of([path])
    assert first == fingerprint_of([path])
    assert first != fingerprint_of([path], "elsewhere")
    os.utime(path, (1, 1))
    assert first != fingerprint_of([path])
