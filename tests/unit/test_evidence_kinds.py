"""What a document is called tells its kind; links are addresses; doubles are pointed out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.domain.evidence import (
    Copy,
    DocumentKind,
    doubles_of,
    guessed_kind,
    host_of,
    trouble_with_link,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Приказ № 5 об утверждении плана.pdf", DocumentKind.ORDER),
        ("Справка о выполнении приказа.docx", DocumentKind.REPORT),
        ("ПРОТОКОЛ педсовета.pdf", DocumentKind.MINUTES),
        ("Аналитический отчёт.xlsx", DocumentKind.REPORT),
        ("Программа семинара.docx", DocumentKind.PROGRAMME),
        ("План-график.xlsx", DocumentKind.PLAN),
        ("IMG_20261012.pdf", DocumentKind.PHOTO),
        ("Фото с урока.pdf", DocumentKind.PHOTO),
        ("Список учителей.docx", DocumentKind.OTHER),
        ("imgur.pdf", DocumentKind.OTHER),
    ],
)
def test_name_speaks_of_the_kind(name, kind):
    assert guessed_kind(name) == kind


def test_picture_without_such_a_word_is_a_photo():
    assert guessed_kind("12.jpg", is_picture=True) == DocumentKind.PHOTO
    assert guessed_kind("Приказ.jpg", is_picture=True) == DocumentKind.ORDER


@pytest.mark.parametrize(
    "address",
    [
        "https://school.example.org/a?b=1#c",
        "https://школа.рф/приказ",
        "https://a.example.org:8443/",
    ],
)
def test_address_of_a_protected_page_is_a_link(address):
    assert trouble_with_link(address) == ""


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://school.example.org/", "https://"),
        ("javascript:alert(1)", "не адрес"),
        ("data:text/html,x", "не адрес"),
        ("https://localhost/", "не адрес"),
        ("https://", "не адрес"),
        ("school.example.org", "не адрес"),
        ("https://user:secret@school.example.org/", "имя или пароль"),
        ("https://school.example.org/a b", "пробелов"),
        ('https://school.example.org/"onclick="', "кавычек"),
        ("https://school.example.org/\u202egpj", "пробелов"),
        ("https://school.example.org:порт/", "не адрес"),
        ("https://[::1", "не адрес"),
        ("https://school.example.org/" + "a" * 1000, "длиннее"),
    ],
)
def test_anything_else_is_refused_with_a_sentence(address, words):
    assert words in trouble_with_link(address)


@given(st.text(max_size=60))
def test_any_text_is_judged(text):
    assert isinstance(trouble_with_link(text), str)
    assert isinstance(trouble_with_link(f"https://{text}"), str)


def test_link_says_where_it_leads():
    assert host_of("https://www.School.example.org/page") == "school.example.org"


def test_same_file_of_two_years_or_two_schools_is_a_double():
    one = Copy(1, ("school", 7), 2026)
    former, other = Copy(2, ("school", 7), 2025), Copy(3, ("school", 8), 2026)
    found = doubles_of(one, [one, former, other])
    assert found.of_other_years == (former,)
    assert found.of_others == (other,)


def test_one_document_for_several_assignments_of_a_year_is_no_double():
    one = Copy(1, ("school", 7), 2026)
    assert not doubles_of(one, [one, Copy(2, ("school", 7), 2026)])
