"""What the rules about HTML find, on small pages that are broken on purpose."""

import pytest

from tests import markup

PAGE = (
    "<!doctype html><html lang='de' dir='ltr'><head><title>x</title></head><body>{}</body></html>"
)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<p>x</div>", "End tag (div) seen too early"),
        ("<p id=a>x</p><p id=a>y</p>", "id twice: a"),
        ("<p foo=a>x</p>", "takes no foo"),
        ("<p style='color: red'>x</p>", "our policy forbids style"),
        ("<p onclick='x()'>x</p>", "our policy forbids onclick"),
        ("<p aria-foo=a>x</p>", "there is no aria-foo"),
        ("<blink>x</blink>", "there is no such element"),
        ("<a href='/'><button>x</button></a>", "can be pressed and stands in <a>"),
        ("<ul><p>x</p></ul>", "<p> may not stand directly in it"),
        ("<div><li>x</li></div>", "stands in <div>"),
        ("<span><div>x</div></span>", "<div> in a line of text"),
        ("<details>x</details>", "begins without <summary>"),
        ("<fieldset><input></fieldset>", "has no <legend>"),
        ("<label for=a>x</label>", "for points to a, which is not there"),
        ("<a href='#a'>x</a>", "leads to #a, which is not there"),
        ("<button form=a>x</button>", "belongs to the form a, which is not there"),
        ("<img src=a>", "has no alt"),
        ("<time datetime='gestern'>x</time>", "no moment: 'gestern'"),
        ("<p lang=deutsch>x</p>", "there is no language 'deutsch'"),
        ("<p lang=ar>x</p>", "in ar, but set ltr"),
        ("<p dir=up>x</p>", "there is no direction 'up'"),
    ],
)
def test_fault_is_found(body: str, fault: str) -> None:
    found = markup.faults(PAGE.format(body), language="de")

    assert [fault in line for line in found].count(True) >= 1, found


def test_page_in_another_language_than_asked_for_is_found() -> None:
    found = markup.faults(PAGE.format("<p>x</p>"), language="ar")

    assert found == ["the page says de ltr, not ar rtl"]


def test_good_page_has_no_fault() -> None:
    body = (
        "<main><h1>Titel</h1><p>Text, <bdi lang='ar'>نص</bdi></p><p lang='ar' dir='rtl'>نص</p>"
        "<dl><div><dt>Tag</dt><dd><time datetime='2026-03-02T10:00:00+01:00'>2.</time></dd></div>"
        "</dl><form id='f'><label for='a'>Name</label><input id='a' name='a'></form>"
        "<button form='f'>Senden</button></main>"
    )

    assert markup.faults(PAGE.format(body), language="de") == []
