"""Fields of a service written anew in a file of services, whoever writes them: a ring, a comparison, a spreadsheet."""

from datetime import date

import pytest

from support.directory.own import with_fields

FILE = '# Ours\n[[helpline]]\nid{}"one"\nfree = true\nrung = {{ date = 2026-01-01, numbers = ["1"] }}\n\n[[helpline]]\nid = "two"\n'
RUNG = {"date": date(2026, 11, 28), "numbers": ["116123"]}


@pytest.mark.parametrize("key", [" = ", "=", "   =  "])
def test_field_goes_into_its_own_record_however_the_key_is_laid_out(key):
    text = with_fields(FILE.format(key), "one", {"rung": RUNG, "replaces": "ab12"})
    assert text == (
        f'# Ours\n[[helpline]]\nid{key}"one"\nrung = {{ date = 2026-11-28, numbers = ["116123"] }}\nreplaces = "ab12"\n'
        'free = true\n\n[[helpline]]\nid = "two"\n'
    )


def test_field_without_a_value_is_taken_away_and_the_rest_stays():
    text = FILE.format(" = ")
    assert with_fields(text, "one", {"rung": None}) == text.replace(
        'rung = { date = 2026-01-01, numbers = ["1"] }\n', ""
    )


def test_service_that_is_not_there_gets_a_record_with_these_fields_alone():
    assert with_fields("", "three", {"free": False}) == '[[helpline]]\nid = "three"\nfree = false\n'
