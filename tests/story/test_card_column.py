"""Where the cards of a list stand, beside heights that are added up one by one."""

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from counterpoint.ui.card_column import ROOM, Column

HEIGHTS = st.integers(1, 200)
DEEDS = st.tuples(st.sampled_from(["insert", "set", "delete"]), st.floats(0, 1), HEIGHTS)


@given(st.sampled_from([0, 1, 3, ROOM, 2 * ROOM]), st.lists(DEEDS, max_size=40), st.floats(-1, 2))
def test_cards_stand_where_heights_add_up(
    count: int, deeds: list[tuple[str, float, int]], at: float
) -> None:
    plain = [1 + number % 7 for number in range(count)]
    column = Column(plain)
    for deed, share, height in deeds:
        row = int(share * len(plain))
        if deed == "insert":
            plain.insert(row, height)
            column.insert(row, height)
        elif deed == "set" and row < len(plain):
            plain[row] = column[row] = height
        elif deed == "delete" and row < len(plain):
            del plain[row], column[row]
    tops = list(accumulate(plain, initial=0))
    rows = {*range(0, len(plain) + 1, 61), len(plain)}
    assert {row: column.top(row) for row in rows} == {row: tops[row] for row in rows}
    assert (len(column), column.height) == (len(plain), tops[-1])
    value = int(at * tops[-1])
    assert column.row_at(value) == max(row for row, top in enumerate(tops) if top <= max(value, 0))


def test_a_column_parts_where_much_is_put_in_one_place() -> None:
    column = Column()
    for height in range(5 * ROOM):
        column.insert(0, height)
    assert [column[row] for row in range(5 * ROOM)] == list(reversed(range(5 * ROOM)))
