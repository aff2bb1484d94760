"""The act that approved a plan, and the acts that a plan only cites."""

from datetime import date

import pytest

from roadmaps.parsing.draft import Order
from roadmaps.parsing.orders import FrontText, find_order

TITLE = "Дорожная карта поддержки школ Лесного округа на 2025 год"
DAY = date(2024, 11, 21)


def known(order):
    return order and (order.number, order.date)


@pytest.mark.parametrize(
    "lines",
    [
        ("УТВЕРЖДЕНА приказом управления образования от 21.11.2024 № 420-од", TITLE),
        ("(утв. приказом управления образования от 21.11.2024 № 420-од)", TITLE),
        (
            "УТВЕРЖДЁН",
            "приказом отдела",
            "Лесного округа",
            "от «21» ноября 2024 г. № 420-од",
            TITLE,
        ),
        ("Приложение № 1", "к постановлению администрации", "от 21.11.2024 г. №420-од", TITLE),
        ("Утверждено приказом директора МКУ «Центр» № 420-од от 21.11.2024", TITLE),
        ("УТВЕРЖДАЮ", "Директор", "Приказ №_420-од от «_21__» _ноября 2024 г.", TITLE),
        ("Введён в действие приказом управления от 21.11.24 № 420-од", TITLE),
        ("УТВЕРЖДЕН приказом директора МБОУ «СОШ № 4» от 21.11.2024 № 420-од", TITLE),
        (TITLE, "Утверждена приказом комитета образования от 21.11.2024 № 420-од."),
        ("ПРИКАЗ № 420-од", "от 21 ноября 2024 года", "г. Лесной", "Об утверждении плана", TITLE),
        ("Приказ", "21.11.2024", "с. Сосновка", "№ 420-од", TITLE),
        ("Приказ управления образования Лесного округа от 21.11.2024 № 420-од", TITLE),
    ],
)
def test_the_approving_act_is_found_however_it_is_written(lines):
    assert known(find_order(lines)) == ("420-од", DAY)


@pytest.mark.parametrize(
    "lines",
    [
        ("УТВЕРЖДЕНА", "приказом управления", "от «___» __________ 2025 г. № ____", TITLE),
        (
            "УТВЕРЖДАЮ",
            "Начальник управления",
            "________ Н.П. Берёзкина",
            "«15» января 2025 г.",
            TITLE,
        ),
        ("Утверждаю", "Начальник отдела", "«___» _________ 20__ г.", TITLE),
        ("СОГЛАСОВАНО", "протокол от 29.08.2024 № 1", "УТВЕРЖДАЮ", "Директор", TITLE),
        (TITLE, "Разработана в соответствии с приказом министерства от 12.07.2024 № 1108."),
        (TITLE, "Нормативная база:", "- Приказ министерства от 31.05.2021 № 287;"),
        (
            "ПРИКАЗ",
            "от _________ № ____",
            "На основании приказа министерства от 12.07.2024 № 1108 приказываю:",
            TITLE,
        ),
    ],
)
def test_what_is_cited_agreed_on_or_left_blank_is_no_order(lines):
    assert find_order(lines) is None


def test_a_blank_stamp_is_filled_from_the_head_of_the_order():
    lines = ("ПРИКАЗ", "от 21.11.2024 № 420", "Приложение", "к приказу от ______ № ____", TITLE)
    assert known(find_order(lines)) == ("420", DAY)


def test_an_edition_named_in_the_stamp_is_not_the_approval():
    lines = ("УТВЕРЖДЕН постановлением от 21.11.2024 № 420", "(в ред. от 01.03.2025 № 211)", TITLE)
    assert known(find_order(lines)) == ("420", DAY)


def test_stamps_side_by_side_are_read_apart():
    cells = ("СОГЛАСОВАНО\nпротокол от 29.08.2024 № 1", "УТВЕРЖДЕНО\nприказом\nот 30.08.2024 № 171")
    order = find_order(["", TITLE], [FrontText(0, cells)])
    assert known(order) == ("171", date(2024, 8, 30))


def test_a_head_drawn_as_a_table_goes_before_what_the_order_cites():
    lines = ["ПРИКАЗ", "", "Об утверждении карты", "по приказу министерства от 12.12.2024 № 2201"]
    cells = ("20 января 2025 г.", "г. Лесной", "№ 18")
    assert known(find_order(lines, [FrontText(1, cells)])) == ("18", date(2025, 1, 20))


def test_a_part_that_was_left_blank_stays_empty():
    assert find_order(["Приложение к приказу отдела от 10.01.2025 № ___", TITLE]) == Order(
        number="", date=date(2025, 1, 10)
    )
    assert known(find_order(["УТВЕРЖДЕН приказом отдела от 31.02.2025 № 5"])) == ("5", None)


def test_lines_of_a_page_that_became_one_paragraph_are_read_apart():
    lines = ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ПРИКАЗ от 21.11.2024 № 420", "Об утверждении карты", TITLE)
    assert known(find_order(lines)) == ("420", DAY)
    lines = (
        "СОГЛАСОВАНО протокол от 29.08.2024 № 1 УТВЕРЖДЕНО приказом от 21.11.2024 № 420",
        TITLE,
    )
    assert known(find_order(lines)) == ("420", DAY)


@pytest.mark.parametrize(
    "line",
    [
        "Согласована советом (протокол от 27.08.2024 № 1), утверждена приказом от 21.11.2024 № 420",
        "Рассмотрен педсоветом, протокол № 1 от 27.08.2024; утверждён приказом № 420 от 21.11.2024",
        "Принята советом (протокол от 27.08.2024 № 1) и утверждена приказом от 21.11.2024 № 420",
    ],
)
def test_of_two_acts_on_one_line_the_approval_is_taken(line):
    assert known(find_order([line, TITLE])) == ("420", DAY)
