"""Text fits where it stands, in whatever script, and what no font covers is a sign, never a hole."""

import pytest

from paper.typesetting import SANS, SERIF, UNKNOWN, balanced, drawable, is_plain, lines, width


def test_a_longer_text_is_wider_and_so_is_a_larger_one():
    assert width("Siân", SERIF, 40) < width("Siân Hughes", SERIF, 40) < width("Siân Hughes", SERIF, 44)


def test_lines_break_at_spaces_and_keep_to_the_room():
    broken = lines("Reading a business case for digital work", SANS, 20, 60)
    assert len(broken) > 1
    assert " ".join(broken) == "Reading a business case for digital work"
    assert all(width(line, SANS, 20) <= 60 for line in broken)


def test_a_word_wider_than_the_room_is_broken_too():
    assert all(width(line, SERIF, 30) <= 80 for line in lines("W" * 120, SERIF, 30, 80))


def test_letters_that_join_are_measured_joined():
    assert width("الرحمن", SERIF, 40) < 0.9 * sum(width(letter, SERIF, 40) for letter in "الرحمن")


def test_signs_that_make_one_sign_are_as_wide_as_one():
    assert width("👩🏽‍💻", SERIF, 40) == pytest.approx(width("🎉", SERIF, 40), rel=0.1)


def test_a_word_that_is_broken_loses_no_letter():
    assert "".join(lines("Llanfairpwllgwyn" * 9, SERIF, 30, 80)) == "Llanfairpwllgwyn" * 9


def test_a_last_line_is_not_one_short_word():
    broken = balanced("Leading digital change in the boardroom and beyond it", SERIF, 27, 150)
    assert len(broken[-1]) > len(broken[0]) / 2


@pytest.mark.parametrize("name", ["Siân Llŷr-Ŵyllt", "Đặng Thị Ế", "Ελένη", "Жанна", "Þórdís Æ", "Ngũgĩ ɓ"])
def test_latin_welsh_vietnamese_greek_and_cyrillic_need_no_further_font(name):
    assert drawable(name) == name
    assert is_plain(name)


@pytest.mark.parametrize("name", ["عائشة", "שרה", "अनीता", "ਗੁਰਪ੍ਰੀਤ", "தமிழ்", "王小明", "さくら", "한지민", "አበበ", "🎉"])
def test_other_scripts_are_covered_by_the_fonts_that_come_with_the_product(name):
    assert drawable(name) == name
    assert not is_plain(name)


def test_what_no_font_covers_is_a_replacement_character():
    assert drawable("\U00012000") == UNKNOWN


def test_control_characters_and_direction_overrides_are_not_drawn():
    assert drawable("Ada\x00\x1b\u202e Larch\n\tEsq") == "Ada Larch Esq"
