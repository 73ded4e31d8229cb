"""A record that cannot be trusted stops the site, and says which file, which line, which service and why."""

import re
from pathlib import Path

import pytest

from prose.content_error import ContentError
from support.directory import COUNTRIES
from support.directory.loading import HERE, load_countries, load_helplines
from support.directory.records import Helpline

WHOLE = """
[[helpline]]
id = "one"
name = "One"
country = "gb"
part = "wales"
kind = "drugs"
for_whom = "Anyone."
phone = "08001234567"
phone_shown = "0800 123 4567"
textphone = { number = "08007654321", shown = "0800 765 4321" }
text = { number = "81066", keyword = "HELP" }
text_hours = "see-site"
chat = "https://one.example/chat"
chat_hours = "24/7"
email = "one@one.example"
hours = [{ days = "mon-fri", opens = "09:30", closes = "17:30" }, { days = "sat", opens = "20:00", closes = "02:00" }]
holidays = "check"
time_zone = "Europe/London"
time_name = "UK time"
elsewhere = [{ place = "Cardiff", hours = "24/7", time_zone = "Europe/London", holidays_part = "WLS" }]
free = true
what_happens = ["They listen.", "You talk.", "You can stop."]
url = "https://one.example/"
checked = 2026-11-22
rung = { date = 2026-11-23, numbers = ["08001234567", "08007654321", "81066"] }
status = "VERIFIED"
sources = [{ url = "https://one.example/contact", date = "2026", own = true }]
"""


def load(tmp_path: Path, text: str) -> tuple[Helpline, ...]:
    path = tmp_path / "helplines.toml"
    path.write_text(text, encoding="utf-8")
    return load_helplines(path, COUNTRIES)


def test_a_whole_record_loads(tmp_path):
    (line,) = load(tmp_path, WHOLE)
    assert line.text
    assert line.text.shown == "81066"
    assert line.how_known == "Rung by us on 23 November 2026."


MISTAKES = [
    ('country = "gb"', 'country = "fr"', "there is no country 'fr'"),
    ('part = "wales"', 'part = "cornwall"', "there is no part 'cornwall'"),
    ('kind = "drugs"', 'kind = "sales"', "kind must be one of"),
    ('status = "VERIFIED"', 'status = "KNOWN"', "status must be one of"),
    ('for_whom = "Anyone."', 'for_whom = ""', "does not say for whom"),
    ('phone = "08001234567"', 'phone = "0800 123"', "'0800 123' is a bad number"),
    ('phone = "08001234567"', 'phone = "12"', "'12' is a bad number"),
    ('phone = "08001234567"', 'phone = "0800HELP"', "'0800HELP' is a bad number"),
    ('shown = "0800 123 4567"', 'shown = "0800 123 4568"', "is not the number dialled"),
    ('shown = "0800 123 4567"', 'shown = ""', "is no number to show"),
    ('shown = "0800 123 4567"', 'shown = "0800 1234567 (free)"', "is no number to show"),
    ('shown = "0800 765 4321"', 'shown = "0800 765"', "is not the number dialled"),
    ('number = "81066"', 'number = "8"', "'8' is a bad number"),
    ('keyword = "HELP"', 'keyword = "your ZIP code"', "is no single word in capitals"),
    ('keyword = "HELP"', 'keyword = "HELP", send = "help"', "not both"),
    ('keyword = "HELP"', 'keyword = "HELP", shown = "81 067"', "is not the number dialled"),
    ('text_hours = "see-site"', "", "a text number needs text_hours"),
    ('chat = "https://one.example/chat"', "", "chat_hours without a chat"),
    ('chat = "https://one', 'chat = "http://one', "must start with https"),
    ('url = "https://one.example/"', 'url = "one.example"', "must start with https"),
    ('url = "https://one.example/"', 'url = ""', "no address to go to"),
    ('email = "one@', 'email = "one at ', "is no email address"),
    ('time_zone = "Europe/London"\n', 'time_zone = "Europe/Cardiff"\n', "no time zone is called 'Europe/Cardiff'"),
    ('time_zone = "Europe/London", ', 'time_zone = "Cardiff", ', "no time zone is called 'Cardiff'"),
    ('holidays_part = "WLS"', 'holidays_part = "WAL"', "no calendar of public holidays is called 'GB WAL'"),
    ('time_name = "UK time"', "", "needs time_zone and time_name"),
    ('days = "sat"', 'days = "fri-sat", extra = 1', "an opening has days, opens and closes"),
    ('days = "sat", opens = "20:00"', 'days = "fri", opens = "17:00"', "the opening hours overlap"),
    ('opens = "09:30"', 'opens = "9.30"', "'9.30' is no time such as 09:30"),
    ('days = "mon-fri"', 'days = "weekdays"', "is no day and no range of days"),
    ('hours = "24/7", time', 'hours = "always", time', 'hours are "24/7", "see-site" or a list'),
    ('holidays = "check"', "", 'office hours need holidays = "check"'),
    ('checked = 2026-11-22', 'checked = "2026-11-22"', "'checked' must be a date"),
    ('rung = { date = 2026-11-23, ', 'rung = { date = "2026-11-23", ', "'date' must be a date such as"),
    ('rung = { date = 2026-11-23, ', 'rung = { date = 3026-11-23, ', "'rung' lies in the future"),
    ('rung = { date = 2026-11-23, numbers = ["08001234567", "08007654321", "81066"] }', "rung = 2026-11-23", "'rung' must be a table"),
    ('["08001234567", "08007654321", "81066"]', '["0800111"]', "'rung' names a number that the service no longer has"),
    ('checked = 2026-11-22', 'checked = 3026-11-22', "'checked' lies in the future"),
    ('free = true', 'free = "no"', "'free' must be true or false; it is 'no'"),
    ('free = true', 'free = 1', "'free' must be true or false"),
    ('url = "https://one.example/"', 'url = 5', "'url' must be text"),
    ('name = "One"', 'name = ["One"]', "'name' must be text"),
    ('what_happens = ["They listen.", "You talk.", "You can stop."]', 'what_happens = "They listen."', "'what_happens' must be a list"),
    ('["They listen.", "You talk.", "You can stop."]', '["They listen.", "You talk.", 5]', "'what_happens' must be text"),
    ('textphone = { number = "08007654321", shown = "0800 765 4321" }', 'textphone = "08007654321"', "'textphone' must be a table"),
    ('own = true', 'own = "yes"', "'own' must be true or false"),
    ('phone = "08001234567"', 'phone = "0800\u200b1234567"', "holds an invisible character (U+200B)"),
    ('status = "VERIFIED"', 'status = "VERIFIED"\nprint = 5', "'print' is a place on paper, 1 to 4"),
    ('status = "VERIFIED"', 'status = "VERIFIED"\nprint = true', "'print' must be a whole number"),
    ('what_happens = ["They listen.", ', "what_happens = [", "three sentences on what happens"),
    ('[{ url = "https://one.example/contact", date = "2026", own = true }]', "[]", "no source"),
    ('[{ url = "https://one.example/contact", date', "[{ date", "a source needs an address or a title"),
    ('date = "2026", own = true', 'own = true', "'date' is missing"),
    ('free = true', 'fee = true', "nothing here is called 'fee'"),
    ('name = "One"\n', "", "'name' is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "why"), MISTAKES, ids=[f"{why}: {new}"[:60] for _, new, why in MISTAKES])
def test_a_mistake_in_a_service_is_named(tmp_path, old, new, why):
    assert WHOLE.count(old) == 1
    before = WHOLE.replace('"one"', '"before"')
    with pytest.raises(ContentError) as caught:
        load(tmp_path, before + WHOLE.replace(old, new))
    said = str(caught.value)
    assert "helplines.toml, line 31: one: " in said
    assert why in said


def test_an_id_stands_once(tmp_path):
    with pytest.raises(ContentError, match="one: the id stands twice"):
        load(tmp_path, WHOLE + WHOLE)


def test_a_code_stands_once(tmp_path):
    text = (HERE / "countries.toml").read_text(encoding="utf-8")
    path = tmp_path / "countries.toml"
    path.write_text(text.replace('code = "gb"', 'code = "ie"'), encoding="utf-8")
    line = text.split('code = "gb"')[0].count("\n") + 1
    with pytest.raises(ContentError, match=rf"countries\.toml, line {line}: ie: the code stands twice"):
        load_countries(path)


def test_a_record_under_another_name_is_refused(tmp_path):
    text = (HERE / "countries.toml").read_text(encoding="utf-8")
    path = tmp_path / "countries.toml"
    head, _, rest = text.rpartition("[[country]]")
    path.write_text(head + "[[countri]]" + rest, encoding="utf-8")
    with pytest.raises(ContentError, match=rf"countries\.toml, line {head.count(chr(10)) + 1}: .*\[\[country\]\]"):
        load_countries(path)


@pytest.mark.parametrize("text", ["", '[country]\ncode = "ie"\n', 'country = "ie"\n'])
def test_a_file_without_a_list_of_records_is_refused(tmp_path, text):
    path = tmp_path / "countries.toml"
    path.write_text(text)
    with pytest.raises(ContentError, match=r"countries\.toml, line 1: .*\[\[country\]\]"):
        load_countries(path)


def test_a_service_without_an_id_is_refused(tmp_path):
    with pytest.raises(ContentError, match=r"helplines\.toml, line \d+: a service without an id"):
        load(tmp_path, WHOLE.replace('id = "one"', ""))


def test_a_file_that_is_not_toml_names_the_line(tmp_path):
    with pytest.raises(ContentError, match=r"helplines\.toml, line 4: "):
        load(tmp_path, WHOLE.replace('name = "One"', "name = One"))


def test_hours_need_a_country_with_a_clock(tmp_path):
    with pytest.raises(ContentError, match="opening hours need a country with a clock"):
        load(tmp_path, WHOLE.replace('country = "gb"\npart = "wales"', 'country = "world"'))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('time_zone = "Europe/Dublin"', 'time_zone = "Europe/Cork"', "no time zone is called 'Europe/Cork'"),
        ('time_name = "Irish time"\n', "", "a clock needs time_zone, time_name and holidays"),
        ('holidays = "IE"\n', "", "a clock needs time_zone, time_name and holidays"),
        ('holidays = "IE"\n', 'holidays = "XX"\n', "no calendar of public holidays is called 'XX'"),
        ('holidays = "IE"\n', 'holidays = "IE"\nparts = [{ code = "cork", name = "Cork", holidays_part = "C" }]\n', "called 'IE C'"),
        ('[{ number = "112", shown = "112" }, { number = "999", shown = "999" }]', "[]", "must be an emergency number"),
        ('number = "112", shown = "112" }, {', 'number = "112", shown = "113" }, {', "is not the number dialled"),
        ('number = "112", shown = "112" }, {', 'number = "1x2", shown = "112" }, {', "'1x2' is a bad number"),
        ('name = "Ireland"\n', 'nome = "Ireland"\n', "nothing here is called 'nome'"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_country_is_named(tmp_path, old, new, why):
    path = tmp_path / "countries.toml"
    text = (HERE / "countries.toml").read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"countries\.toml, line \d+: ie: ") as caught:
        load_countries(path)
    assert why in str(caught.value)


# How far a number can be trusted


def test_a_number_from_one_old_second_hand_page_gives_way_to_the_site(tmp_path):
    old = re.sub(r"rung = .*\n", "", WHOLE).replace('"2026", own = true', '"2024-10", own = false')
    assert load(tmp_path, old)[0].phone_to_show is None
    assert load(tmp_path, old.replace('"2024-10"', '"undated"'))[0].phone_to_show is None
    assert load(tmp_path, old.replace('"2024-10"', '"2024-11"'))[0].phone_to_show
    assert load(tmp_path, old.replace('own = false', 'own = true'))[0].phone_to_show  # fmt: skip


def test_a_number_says_how_far_it_can_be_trusted(tmp_path):
    (own,) = load(tmp_path, re.sub(r"rung = .*\n", "", WHOLE))
    assert own.how_known == "Listed by the service’s own or an official page, 2026; not yet rung by us."
    (other,) = load(tmp_path, re.sub(r"rung = .*\n", "", WHOLE).replace("own = true", "own = false"))
    assert other.how_known == "Found in other pages and lists, 2026; not yet rung by us."


SEEN = 'sources = [{ url = "https://one.example/contact", date = "2026", own = true }]'


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ('{ title = "a", date = "2012", own = true }', "own or an official page, 2012, which is old;"),
        ('{ title = "a", date = "undated", own = true }', "own or an official page, undated;"),
        (
            '{ title = "a", date = "2012", own = true }, { title = "b", date = "2026-10-01", own = false }',
            "own or an official page, 2012, and elsewhere in 2026;",
        ),
        (
            '{ title = "a", date = "2018", own = false }, { title = "b", date = "undated", own = false }',
            "2018, which is old;",
        ),
        ('{ title = "a", date = "2024", own = false }', "Found in other pages and lists, 2024;"),
    ],
)
def test_what_is_old_is_called_old(tmp_path, sources, words):
    (line,) = load(tmp_path, re.sub(r"rung = .*\n", "", WHOLE).replace(SEEN, f"sources = [{sources}]"))
    assert f"{words} not yet rung by us." in line.how_known


def test_a_number_that_changed_was_not_rung(tmp_path):
    changed = WHOLE.replace("08001234567", "08001234599").replace("0800 123 4567", "0800 123 4599")
    changed = changed.replace('["08001234599"', '["08001234567"')
    (line,) = load(tmp_path, changed)
    assert line.rung_on("08007654321")
    assert line.rung_on("08001234599") is None
    assert "not yet rung by us" in line.how_known


CRISIS = (
    WHOLE.replace('kind = "drugs"', 'kind = "crisis"').replace('part = "wales"\n', "").replace("holidays = \"check\"", "")
    .replace('hours = [{ days = "mon-fri", opens = "09:30", closes = "17:30" }, { days = "sat", opens = "20:00", closes = "02:00" }]', 'hours = "24/7"')
)  # fmt: skip


def test_paper_keeps_its_crisis_line(tmp_path):
    with pytest.raises(ContentError, match="would carry no crisis line: one needs a place"):
        load(tmp_path, CRISIS)
    assert load(tmp_path, f"{CRISIS}print = 1\n")


def test_a_place_on_paper_is_taken_once(tmp_path):
    twice = f"{CRISIS}print = 1\n" + WHOLE.replace('"one"', '"other"') + "print = 1\n"
    with pytest.raises(ContentError, match="two lines .* have the place on paper print = 1"):
        load(tmp_path, twice)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("id = “one”\n", "line 1: curly quotes stand where straight ones must"),
        ("id = 'one'\nchecked = 2026-02-31\n", "line 2: there is no day 2026-02-31"),
        ("a = 1\n<<<<<<< HEAD\nb = 2\n=======\nb = 3\n>>>>>>> other\n", "line 2: two changes meet here"),
    ],
)
def test_a_usual_slip_is_named_on_its_line(tmp_path, text, why):
    with pytest.raises(ContentError) as caught:
        load(tmp_path, text)
    assert why in str(caught.value)


def test_byte_order_mark_and_line_ends_of_windows_are_simply_read(tmp_path):
    path = tmp_path / "helplines.toml"
    path.write_bytes(b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode())
    assert load_helplines(path, COUNTRIES) == load(tmp_path, WHOLE)
