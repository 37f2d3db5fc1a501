"""A stored scheme never keeps a project from opening."""

import pytest

from counterpoint.domain.scheme import Kind, RelationKind, Scheme


def tie(identity: str, key: str, order: int = 20) -> RelationKind:
    return RelationKind(id=identity, name=identity, inverse=identity, key=key, order=order)


def keys(scheme: Scheme) -> dict[str, str]:
    return {kind.id: kind.key for kind in scheme.active_kinds()}


def tie_keys(scheme: Scheme) -> dict[str, str]:
    return {kind.id: kind.key for kind in scheme.active_relation_kinds()}


def test_a_key_belongs_to_the_first_kind_in_order() -> None:
    scheme = Scheme.of([Kind(id="b", name="B", key="3", order=20)], [])
    assert (keys(scheme)["cause"], keys(scheme)["b"]) == ("3", "")
    earlier = Scheme.of([Kind(id="a", name="A", key="3", order=0)], [])
    assert (keys(earlier)["cause"], keys(earlier)["a"]) == ("", "3")


def test_the_key_of_a_kind_that_is_retired_is_free() -> None:
    retired = Kind(id="cause", name="Cause", key="3", order=3, replaced_by="fact")
    scheme = Scheme.of([retired, Kind(id="b", name="B", key="3", order=20)], [])
    assert keys(scheme)["b"] == "3"
    assert scheme.kind_of_key("3") == scheme.kind("b")


@pytest.mark.parametrize("key", ["12", "x", "²", "٣", " ", "Ctrl+Q", "-"])
def test_a_key_of_a_kind_is_one_digit(key: str) -> None:
    scheme = Scheme.of([Kind(id="b", name="B", key=key, order=0)], [])
    assert keys(scheme)["b"] == ""
    assert keys(scheme)["forecast"] == "1"


@pytest.mark.parametrize("key", ["S", "st", "é", "1", "ß", " ", "+ s"])
def test_a_key_of_a_relation_is_one_small_letter(key: str) -> None:
    scheme = Scheme.of([], [tie("t", key, 0)])
    assert tie_keys(scheme)["t"] == ""
    assert tie_keys(scheme)["supports"] == "s"


def test_a_key_belongs_to_the_first_relation_in_order() -> None:
    scheme = Scheme.of([], [tie("t", "s"), tie("u", "z"), tie("v", "z", 21)])
    found = tie_keys(scheme)
    assert [found[name] for name in ("supports", "t", "u", "v")] == ["s", "", "z", ""]


def test_a_kind_that_lost_its_key_shows_none_where_it_is_painted() -> None:
    scheme = Scheme.of([Kind(id="b", name="B", key="3", order=20)], [])
    assert scheme.kind("b").key == ""


def test_no_key_stands_for_no_kind() -> None:
    assert Scheme.of([Kind(id="b", name="B")], []).kind_of_key("") is None


@pytest.mark.parametrize(
    "colour", ["", "red", "#12345", "#GGGGGG", "#1234567", "#123456\n", "#１２３４５６"]
)
def test_a_colour_that_is_none_becomes_the_highlight_s(colour: str) -> None:
    scheme = Scheme.of([Kind(id="b", name="B", light=colour, dark="#abcdef", order=20)], [])
    kind, highlight = scheme.kind("b"), scheme.kind("highlight")
    assert (kind.light, kind.dark) == (highlight.light, "#abcdef")
    assert kind in scheme.active_kinds()
