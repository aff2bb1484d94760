"""Settings from the environment: a wrong value stops the start and names the fix."""

import stat
from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from shnor_portal import env


@pytest.mark.parametrize(("raw", "expected"), [("true", True), ("1", True), ("No", False)])
def test_booleans_are_read(monkeypatch, raw, expected):
    monkeypatch.setenv("SWITCH", raw)
    assert env.read_bool("SWITCH", default=not expected) is expected


def test_an_empty_variable_keeps_the_default(monkeypatch):
    monkeypatch.setenv("SWITCH", "")
    assert env.read_bool("SWITCH", default=True) is True
    assert env.read_int("SWITCH", default=5) == 5


@pytest.mark.parametrize("raw", ["maybe", "tru", "2"])
def test_a_boolean_that_is_neither_stops_the_start(monkeypatch, raw):
    monkeypatch.setenv("SWITCH", raw)
    with pytest.raises(ImproperlyConfigured, match="true и false"):
        env.read_bool("SWITCH", default=False)


@pytest.mark.parametrize("raw", ["-1", "0", "ten", "1.5"])
def test_a_number_out_of_range_stops_the_start(monkeypatch, raw):
    monkeypatch.setenv("NUMBER", raw)
    with pytest.raises(ImproperlyConfigured, match="не меньше 1"):
        env.read_int("NUMBER", default=3, minimum=1)


def test_an_hour_after_midnight_of_the_next_day_stops_the_start(monkeypatch):
    monkeypatch.setenv("HOUR", "24")
    with pytest.raises(ImproperlyConfigured, match="не больше 23"):
        env.read_int("HOUR", default=3, maximum=23)


def test_a_list_loses_blanks_and_empty_parts(monkeypatch):
    monkeypatch.setenv("HOSTS", " a.example.org, b.example.org ,,")
    assert env.read_list("HOSTS") == ["a.example.org", "b.example.org"]


def test_a_secret_comes_from_the_variable_then_from_its_file(monkeypatch, tmp_path):
    kept = tmp_path / "secret"
    kept.write_text("from file\n", encoding="utf-8")
    monkeypatch.setenv("KEY_FILE", str(kept))
    assert env.read_secret("KEY", fallback_file=None) == "from file"
    monkeypatch.setenv("KEY", "from variable")
    assert env.read_secret("KEY", fallback_file=None) == "from variable"


def test_an_embedded_installation_makes_its_secret_once_and_keeps_it_private(tmp_path):
    path = tmp_path / "var" / "secret_key"
    first = env.read_secret("ABSENT_KEY", fallback_file=path)
    assert len(first) > 40
    assert env.read_secret("ABSENT_KEY", fallback_file=path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_production_must_bring_its_own_secret():
    with pytest.raises(ImproperlyConfigured, match="openssl rand"):
        env.read_secret("ABSENT_KEY", fallback_file=None)


def test_periods_are_read_by_name(monkeypatch):
    monkeypatch.setenv("PERIODS", "vpr=2026-04-20/2026-05-20, oge=2026-06-02/2026-06-19")
    found = env.read_periods("PERIODS", "")
    assert found["oge"] == (date(2026, 6, 2), date(2026, 6, 19))
    assert list(found) == ["vpr", "oge"]


@pytest.mark.parametrize(
    "raw", ["vpr", "vpr=2026-04-20", "vpr=2026-05-20/2026-04-20", "=2026-04-20/2026-05-20"]
)
def test_a_period_that_is_none_stops_the_start(monkeypatch, raw):
    monkeypatch.setenv("PERIODS", raw)
    with pytest.raises(ImproperlyConfigured, match="два дня"):
        env.read_periods("PERIODS", "")
