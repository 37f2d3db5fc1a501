"""Facts about frames, the queue and replies."""

from __future__ import annotations

from array import array
from math import inf

import pytest

from counterpoint.documents.client import jobs
from counterpoint.documents.client.frames import (
    BODY_LIMIT,
    Frame,
    FrameReader,
    ProtocolError,
    encode,
)
from counterpoint.documents.client.pages import Line, PageLines, RawOffset
from counterpoint.documents.client.queue import DIED, MOST_DEATHS, Answer, JobQueue
from counterpoint.documents.client.replies import (
    Arranged,
    Extracted,
    Opened,
    Refused,
    decode,
)
from counterpoint.documents.client.text_parts import PART, TextParts, text_part
from counterpoint.documents.worker.answers import opened_answer, reading_answer
from counterpoint.domain.reading import ReadingText
from counterpoint.domain.spans import Span

OPENING = jobs.Open("/a.pdf")
DOCUMENT = Opened("pdf", fixed=True, sections=3, starts=tuple(RawOffset(i, 0) for i in range(3)))


def no_pixels(size: int) -> bytes:
    return b""


def sent(queue: JobQueue, now: float = 0.0) -> tuple[int, jobs.Job]:
    request = queue.next_frame(now)
    assert request is not None
    (frame,) = FrameReader().feed(request)
    return jobs.from_head(frame.head)


def reply(queue: JobQueue, number: int, head: dict[str, object]) -> list[Answer]:
    return queue.take(Frame({**head, "job": number}), no_pixels)


def opened_queue() -> JobQueue:
    queue = JobQueue(OPENING)
    number, job = sent(queue)
    assert job == OPENING
    assert [answer.reply for answer in reply(queue, number, opened_answer(DOCUMENT)[0])] == [
        DOCUMENT
    ]
    return queue


def test_frames_come_out_as_they_went_in_however_they_are_cut() -> None:
    sent_bytes = encode({"a": "é"}, b"xyz") + encode({"b": [1, None]})
    reader = FrameReader()
    frames = [frame for byte in sent_bytes for frame in reader.feed(bytes([byte]))]
    assert frames == [Frame({"a": "é"}, b"xyz"), Frame({"b": [1, None]})]


@pytest.mark.parametrize(
    "received",
    [
        b"\xff\xff\xff\xff\x00\x00\x00\x00",
        (2).to_bytes(4, "little") + (BODY_LIMIT + 1).to_bytes(4, "little"),
        b"\x02\0\0\0\0\0\0\0[]",
        b"\x03\0\0\0\0\0\0\0{a}",
        b"\x09\0\0\0\0\0\0\0" + b'{"a":NaN}',
        b"\xa0\x86\x01\0\0\0\0\0" + b"[" * 100_000,
    ],
    ids=["head too long", "body too long", "no object", "no JSON", "no number", "too deep"],
)
def test_a_frame_that_breaks_the_protocol_is_found(received: bytes) -> None:
    with pytest.raises(ProtocolError):
        FrameReader().feed(received)


def test_a_job_comes_out_as_it_went_in() -> None:
    job = jobs.Render(3, 1.5, (1, 2, 30, 40), 0x102030, jobs.Layout(width=400))
    (frame,) = FrameReader().feed(encode(jobs.to_head(job, 7)))
    assert jobs.from_head(frame.head) == (7, job)


def test_the_lowest_priority_goes_first_and_one_at_a_time() -> None:
    queue = opened_queue()
    queue.put(jobs.Lines(0), "late", priority=2)
    queue.put(jobs.Extract(0, 3), "soon", priority=1)
    number, job = sent(queue)
    assert job == jobs.Extract(0, 3)
    assert queue.next_frame(0.0) is None
    (answer,) = reply(queue, number, {"done": 3})
    assert (answer.key, answer.reply) == ("soon", Extracted(3))


def test_a_cancelled_job_is_not_sent_and_its_late_answer_dropped() -> None:
    queue = opened_queue()
    queue.put(jobs.Extract(0, 1), "first")
    queue.put(jobs.Extract(1, 2), "second")
    number, _ = sent(queue)
    queue.cancel("first")
    queue.cancel("second")
    assert reply(queue, number, {"done": 1}) == []
    assert queue.is_idle


def test_a_job_that_cost_two_workers_is_refused_and_the_rest_goes_on() -> None:
    queue = opened_queue()
    queue.put(jobs.Lines(0), "deadly")
    queue.put(jobs.Extract(0, 1), "harmless", priority=1)
    sent(queue)
    assert queue.restart(0.0) == []
    number, _ = sent(queue)
    assert reply(queue, number, opened_answer(DOCUMENT)[0]) == []
    assert sent(queue)[1] == jobs.Lines(0)
    assert queue.restart(0.0) == [Answer("deadly", jobs.Lines(0), Refused(DIED))]
    number, _ = sent(queue)
    reply(queue, number, opened_answer(DOCUMENT)[0])
    assert sent(queue)[1] == jobs.Extract(0, 1)


def reopened(queue: JobQueue) -> None:
    """Its worker is lost, and another one has opened the document."""
    assert queue.restart(0.0) == []
    reply(queue, sent(queue)[0], opened_answer(DOCUMENT)[0])


def test_a_document_whose_workers_die_idle_is_refused_in_the_end() -> None:
    queue = opened_queue()
    for _ in range(MOST_DEATHS - 1):
        reopened(queue)
    queue.put(jobs.Lines(0), "lines")
    sent(queue)
    refused = {answer.key: answer.reply for answer in queue.restart(0.0)}
    assert refused == {"open": Refused(DIED), "lines": Refused(DIED)}
    assert queue.next_frame(0.0) is None


def test_workers_lost_between_jobs_that_were_done_refuse_nothing() -> None:
    queue = opened_queue()
    for _ in range(2 * MOST_DEATHS):
        reopened(queue)
        queue.put(jobs.Extract(0, 1), "text")
        assert len(reply(queue, sent(queue)[0], {"done": 1})) == 1


def test_a_document_that_opens_too_slowly_refuses_all_that_waits() -> None:
    queue = JobQueue(OPENING)
    queue.put(jobs.Lines(0), "lines")
    sent(queue, now=0.0)
    assert not queue.is_overdue(19.0)
    assert [answer.key for answer in queue.restart(21.0)] == ["open", "lines"]
    assert queue.next_frame(22.0) is None


def test_nothing_more_is_asked_of_a_refused_document() -> None:
    queue = JobQueue(OPENING)
    number, _ = sent(queue)
    reply(queue, number, {"refused": "It is empty."})
    queue.put(jobs.Lines(0), "lines")
    assert queue.next_frame(0.0) is None
    assert queue.is_idle


def test_an_answer_to_something_else_is_a_breach() -> None:
    queue = opened_queue()
    queue.put(jobs.Extract(0, 1), "first")
    number, _ = sent(queue)
    with pytest.raises(ProtocolError):
        reply(queue, number + 1, {"done": 1})


def sizes(*numbers: float) -> bytes:
    return array("f", numbers).tobytes()


def test_sizes_are_read() -> None:
    frame = Frame({"pages": 2}, sizes(1, 2, 3, 4))
    assert decode(jobs.Arrange(), frame, no_pixels) == Arranged(((1, 2), (3, 4)))


PICTURE = {
    "width": 9,
    "height": 9,
    "stride": 36,
    "left": 0,
    "top": 0,
    "scale": 1.0,
    "shared": False,
}


@pytest.mark.parametrize(
    ("job", "head", "body"),
    [
        (jobs.Arrange(), {"pages": 1}, sizes(1, inf)),
        (jobs.Arrange(), {"pages": 1}, sizes(1, 1e9)),
        (jobs.Arrange(), {"pages": 1}, sizes(1, float("nan"))),
        (jobs.Arrange(), {"pages": 1}, sizes(1, -5)),
        (jobs.Arrange(), {"pages": 2}, sizes(1, 2)),
        (jobs.Arrange(), {"pages": 1}, sizes(1, 2, 3)),
        (jobs.Arrange(), {"pages": True}, sizes(1, 2)),
        (jobs.Render(0, 1), {**PICTURE, "stride": 9}, bytes(81)),
        (jobs.Render(0, 1), {**PICTURE, "width": 0, "stride": 0}, b""),
        (jobs.Render(0, 1), PICTURE, bytes(323)),
        (jobs.Lines(0), {"lines": 1}, array("i", [0, 0, -1, 0]).tobytes() + sizes(1, 2, 3)),
        (jobs.Lines(0), {"lines": 1}, array("i", [0, 0, 1 << 30, 0]).tobytes() + sizes(1, 2, 3)),
        (jobs.Extract(0, 1), {"done": -1}, b""),
        (jobs.Extract(0, 1), {"refused": 5}, b""),
        (jobs.Open("a"), {**opened_answer(DOCUMENT)[0], "title": "x" * 3000}, b""),
        (jobs.Open("a"), {**opened_answer(DOCUMENT)[0], "labels": ["1"] * 4}, b""),
        (jobs.Open("a"), {**opened_answer(DOCUMENT)[0], "fixed": False}, b""),
        (jobs.Open("a"), {**opened_answer(DOCUMENT)[0], "author": "\ud800"}, b""),
    ],
)
def test_an_answer_that_makes_no_sense_is_a_breach(
    job: jobs.Job, head: dict[str, object], body: bytes
) -> None:
    with pytest.raises(ProtocolError):
        decode(job, Frame(head, body), no_pixels)


READING = ReadingText(
    text="It rained. It will.\nÜber 😀.",
    paragraphs=array("i", [0, 19, 20, 27]),
    roles=array("B", [0, 1]),
    sentences=array("i", [0, 10, 11, 19, 20, 27]),
    spans=(Span(0, 10, 0, 0), Span(11, 16, 1, 4)),
    labels=("i", "ii"),
)


def taken(text: ReadingText, *numbers: int) -> ReadingText | None:
    """What becomes of those parts of a text, in this order."""
    parts = TextParts()
    told = [parts.add(text_part(n, Frame(*reading_answer(text, n)))) for n in numbers]
    return told[-1]


def test_a_reading_text_comes_out_as_it_went_in() -> None:
    assert taken(READING, 0) == READING


def long_text() -> ReadingText:
    """A text of three parts; sentences and spans reach from one part into the next."""
    sentences = array(
        "i", (at for start in range(0, 2 * PART + 50, 50) for at in (start, start + 49))
    )
    spans = tuple(Span(start, 49, start // 5000, start % 5000) for start in sentences[0::2])
    text = "é" * sentences[-1]
    return ReadingText(text, array("i", [0, len(text)]), array("B", [0]), sentences, spans, ("i",))


def test_a_long_reading_text_comes_in_parts() -> None:
    text = long_text()
    assert taken(text, 0, 1) is None
    assert taken(text, 0, 1, 2) == text
    assert taken(text, 0, 1, 0, 1, 2) == text


@pytest.mark.parametrize("numbers", [(1,), (0, 2), (0, 1, 1), (0, 1, 2, 2)])
def test_parts_of_a_text_come_in_order(numbers: tuple[int, ...]) -> None:
    with pytest.raises(ProtocolError):
        taken(long_text(), *numbers)


@pytest.mark.parametrize("wrong", ["sentences", "spans"])
def test_parts_of_a_text_fit_one_another(wrong: str) -> None:
    text, parts = long_text(), TextParts()
    parts.add(text_part(0, Frame(*reading_answer(text, 0))))
    moved = text_part(1, Frame(*reading_answer(text, 1)))
    numbers = getattr(moved, wrong)
    numbers[0] -= 51
    with pytest.raises(ProtocolError):
        parts.add(moved)


def test_the_queue_asks_for_a_text_part_by_part() -> None:
    queue, text = opened_queue(), long_text()
    queue.put(jobs.Read(), "read", 5)
    answers: list[Answer] = []
    for part in range(3):
        number, job = sent(queue)
        assert (job, answers) == (jobs.Read(part), [])
        head, body = reading_answer(text, part)
        answers = queue.take(Frame({**head, "job": number}, body), no_pixels)
    assert [answer.reply for answer in answers] == [text]
    assert queue.is_idle


@pytest.mark.parametrize(
    "wrong",
    [
        {"paragraphs": array("i", [0, 19, 18, 27])},
        {"sentences": array("i", [0, 28])},
        {"sentences": array("i", [-1, 5])},
        {"roles": array("B", [0, 9])},
        {"spans": (Span(0, 10, 0, 0), Span(5, 16, 1, 4))},
        {"spans": (Span(0, 40, 0, 0),)},
        {"spans": (Span(0, 5, -1, 0),)},
    ],
)
def test_a_reading_text_that_makes_no_sense_is_a_breach(wrong: dict[str, object]) -> None:
    from dataclasses import replace

    with pytest.raises(ProtocolError):
        taken(replace(READING, **wrong), 0)  # type: ignore[arg-type]


def line(raw: int, top: float, *edges: float, vertical: bool = False) -> Line:
    return Line(0, raw, len(edges) // 2, top, top + 10, top + 8, vertical, array("f", edges))


PAGE = PageLines(0, (line(5, 0, 0, 10, 10, 20), line(8, 20, 0, 10, 10, 30), line(20, 0, 50, 60)))


def test_a_passage_is_one_rectangle_a_line() -> None:
    assert PAGE.rectangles(0, 6, 9) == [(10, 0, 20, 10), (0, 20, 10, 30)]
    assert PAGE.rectangles(1, 0, 99) == []


def test_a_vertical_line_is_covered_along_its_run() -> None:
    page = PageLines(0, (line(0, 100, 0, 10, 10, 20, vertical=True),))
    assert page.rectangles(0, 1, 2) == [(100, 10, 110, 20)]
    assert page.offset_on(105, 15) == (0, 1)


def test_a_point_finds_the_character_under_it_or_the_nearest() -> None:
    assert PAGE.offset_on(15, 5) == (0, 6)
    assert PAGE.offset_on(15, 15) is None
    assert PAGE.offset_at(15, 13) == (0, 6)
    assert PAGE.offset_at(48, 9) == (0, 20)
    assert PageLines(0, ()).offset_at(1, 1) is None


def test_a_caret_stands_on_the_nearer_side_of_a_character() -> None:
    assert PAGE.caret_at(12, 25) == (0, 9)
    assert PAGE.caret_at(28, 25) == (0, 10)
