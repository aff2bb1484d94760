"""The embedded broker: a worker never meets half a message, and survives one that is damaged."""

import threading
from pathlib import Path
from queue import Empty

import pytest
from kombu import Connection

QUEUE = "celery"


@pytest.fixture
def connect(tmp_path: Path):
    """Opens a channel of its own on one folder, as each process has it."""
    opened = []

    def connect():
        connection = Connection(
            "filesystem://localhost//",
            transport="shnor_portal.broker:Transport",
            transport_options={
                "data_folder_in": str(tmp_path),
                "data_folder_out": str(tmp_path),
                "control_folder": str(tmp_path / "control"),
            },
        )
        opened.append(connection)
        return connection.default_channel

    yield connect
    for connection in opened:
        connection.release()


def test_message_arrives_once(connect):
    writer, reader = connect(), connect()
    writer._put(QUEUE, {"body": "7"})
    assert reader._get(QUEUE) == {"body": "7"}
    with pytest.raises(Empty):
        reader._get(QUEUE)


def test_message_has_no_name_while_it_is_written(connect, tmp_path, monkeypatch):
    seen = []
    write = Path.write_text

    def slow_write(path, *arguments, **options):
        path.touch()
        with pytest.raises(Empty):
            connect()._get(QUEUE)
        seen.append(path)
        return write(path, *arguments, **options)

    monkeypatch.setattr(Path, "write_text", slow_write)
    connect()._put(QUEUE, {"body": "7"})
    assert len(seen) == 1
    assert connect()._get(QUEUE) == {"body": "7"}


@pytest.mark.parametrize("content", [b"", b'{"body": ', b"\x00\xff"])
def test_damaged_message_does_not_end_the_worker(connect, tmp_path, content):
    (tmp_path / f"1_x.{QUEUE}.msg").write_bytes(content)
    reader = connect()
    with pytest.raises(Empty):
        reader._get(QUEUE)
    reader._put(QUEUE, {"body": "7"})
    assert reader._get(QUEUE) == {"body": "7"}


def test_many_writers_and_a_greedy_reader_lose_nothing(connect):
    writers, reader, received = [connect() for _ in range(4)], connect(), []

    def write(number: int) -> None:
        for index in range(50):
            writers[number]._put(QUEUE, {"body": f"{number}.{index}"})

    threads = [threading.Thread(target=write, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads) or len(received) < 200:
        try:
            received.append(reader._get(QUEUE)["body"])
        except Empty:
            if not any(thread.is_alive() for thread in threads):
                break
    assert sorted(received) == sorted(f"{n}.{i}" for n in range(4) for i in range(50))


def test_queue_is_bound_by_many_at_once(connect):
    channels = [connect() for _ in range(8)]
    threads = [
        threading.Thread(target=channel._queue_bind, args=["work", "work", "", QUEUE])
        for channel in channels
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(channels[0].get_table("work")) == 1


def test_settings_use_it_where_no_server_is_named(settings):
    if settings.REDIS_URL:
        assert settings.CELERY_BROKER_URL == settings.REDIS_URL
    else:
        assert settings.CELERY_BROKER_TRANSPORT == "shnor_portal.broker:Transport"
