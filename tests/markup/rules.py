"""What may stand where, after the HTML standard."""

import re
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element


def words(text: str) -> set[str]:
    return set(text.split())


HTML = "{http://www.w3.org/1999/xhtml}"
GLOBAL = words(
    "id class title lang dir hidden tabindex accesskey autofocus inert role translate spellcheck "
    "itemscope itemprop itemtype popover enterkeyhint inputmode autocapitalize draggable"
)
OWN = {
    name: words(attributes)
    for name, attributes in {
        "html": "",
        "meta": "charset name content media property http-equiv",
        "link": "rel href type as crossorigin media hreflang sizes",
        "script": "src type defer async",
        "a": "href hreflang rel download target type ping",
        "form": "method action novalidate enctype autocomplete name",
        "input": "type name value required maxlength minlength min max step pattern placeholder "
        "autocomplete checked disabled readonly size list multiple accept form",
        "button": "type name value disabled form formaction formmethod formnovalidate "
        "popovertarget popovertargetaction",
        "select": "name required multiple size disabled autocomplete form",
        "option": "value selected disabled label",
        "optgroup": "label disabled",
        "textarea": "name rows cols required maxlength minlength placeholder autocomplete disabled "
        "readonly form",
        "label": "for",
        "output": "for form name",
        "fieldset": "disabled form name",
        "time": "datetime",
        "data": "value",
        "ins": "datetime cite",
        "del": "datetime cite",
        "img": "src srcset sizes alt width height loading decoding",
        "source": "src srcset sizes type media width height",
        "video": "src poster controls preload width height playsinline",
        "track": "src srclang label kind default",
        "th": "scope colspan rowspan headers abbr",
        "td": "colspan rowspan headers",
        "col": "span",
        "ol": "start reversed type",
        "li": "value",
        "details": "open name",
        "dialog": "open",
        "blockquote": "cite",
        "q": "cite",
        "meter": "value min max low high optimum",
        "progress": "value max",
        "iframe": "src title width height allow loading sandbox",
    }.items()
}
PLAIN = words(
    "head title base style body header nav main section article aside footer address h1 h2 h3 "
    "h4 h5 h6 hgroup p hr pre ul dl dt dd figure figcaption div span b i u s em strong small mark "
    "abbr cite code kbd samp var sub sup bdi bdo br wbr ruby rt rp picture table caption colgroup "
    "tbody thead tfoot tr legend datalist summary template noscript search menu"
)
BLOCKS = words(
    "address article aside blockquote details dialog div dl fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr main menu nav ol p pre search section table ul"
)
PHRASING_ONLY = words(
    "p h1 h2 h3 h4 h5 h6 span b i u s em strong small mark abbr cite code kbd samp var sub sup bdi "
    "bdo time data button label q pre output"
)
INTERACTIVE = {"a", "button", "input", "select", "textarea", "label", "details", "iframe"}
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div", "script", "template"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
}
PARENTS = {
    "li": {"ul", "ol", "menu"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "legend": {"fieldset"},
    "summary": {"details"},
    "figcaption": {"figure"},
}
POINTING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list")
ARIA = words(
    "activedescendant atomic autocomplete busy checked colcount colindex colspan controls current "
    "describedby description details disabled errormessage expanded flowto haspopup hidden invalid "
    "keyshortcuts label labelledby level live modal multiline multiselectable orientation owns "
    "placeholder posinset pressed readonly relevant required roledescription rowcount rowindex "
    "rowspan selected setsize sort valuemax valuemin valuenow valuetext"
)
MOMENT = re.compile(
    r"(\d{4}-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?)?)?"
    r"|\d{2}:\d{2}(:\d{2})?|P.+|\d{4}(-W\d{2})?)"
)


def faults(
    element: Element,
    ancestors: tuple[str, ...],
    ids: Collection[str | None],
    forms: set[str | None],
) -> Iterator[str]:
    name = str(element.tag).removeprefix(HTML)
    parent = ancestors[-1] if ancestors else ""
    if name not in OWN and name not in PLAIN and "-" not in name:
        yield "there is no such element"
    yield from _places(element, name, parent, ancestors)
    yield from _attributes(element, name)
    yield from _references(element, ids, forms)


def _places(element: Element, name: str, parent: str, ancestors: tuple[str, ...]) -> Iterator[str]:
    children = [
        str(child.tag).removeprefix(HTML) for child in element if str(child.tag).startswith("{")
    ]
    for child in children:
        if child not in CHILDREN.get(name, {child}):
            yield f"<{child}> may not stand directly in it"
        if child in BLOCKS and name in PHRASING_ONLY:
            yield f"<{child}> in a line of text"
    if name in PARENTS and parent not in PARENTS[name]:
        yield f"stands in <{parent}>"
    if name in BLOCKS and (around := PHRASING_ONLY.intersection(ancestors)) and parent == "a":
        yield f"stands in a line of text, in <{'>, <'.join(sorted(around))}>"
    if name in INTERACTIVE and element.get("type") != "hidden":
        if around := {"a", "button"}.intersection(ancestors):
            yield f"can be pressed and stands in <{'>, <'.join(sorted(around))}>"
        if name in {"label", "a", "button"} and "label" in ancestors:
            yield "can be pressed and stands in <label>"
    if name == "form" and "form" in ancestors:
        yield "a form in a form"
    if name == "details" and children[:1] != ["summary"]:
        yield "begins without <summary>"
    if name == "fieldset" and "legend" not in children and not element.get("aria-labelledby"):
        yield "has no <legend>"


def _attributes(element: Element, name: str) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        if attribute.startswith("data-"):
            continue
        if attribute.startswith("aria-"):
            if attribute.removeprefix("aria-") not in ARIA:
                yield f"there is no {attribute}"
            if not value.strip():
                yield f"{attribute} is empty"
        elif attribute in {"style"} or attribute.startswith("on"):
            yield f"our policy forbids {attribute}"
        elif attribute not in GLOBAL | OWN.get(name, set()) and "-" not in name:
            yield f"takes no {attribute}"
    if name == "img" and element.get("alt") is None:
        yield "has no alt"
    if element.get("id") == "" or " " in element.get("id", ""):
        yield f"id is {element.get('id')!r}"
    if name == "time":
        written = element.get("datetime", "".join(element.itertext()).strip())
        if not MOMENT.fullmatch(written):
            yield f"no moment: {written!r}"
    if element.get("href") == "" or element.get("src") == "":
        yield "leads to an empty address"


def _references(
    element: Element, ids: Collection[str | None], forms: set[str | None]
) -> Iterator[str]:
    for attribute in POINTING:
        for target in element.get(attribute, "").split():
            if target not in ids:
                yield f"{attribute} points to {target}, which is not there"
    if (form := element.get("form")) is not None and form not in forms:
        yield f"belongs to the form {form}, which is not there"
    href = element.get("href", "")
    if href.startswith("#") and href[1:] not in ids:
        yield f"leads to {href}, which is not there"
