"""The embedded broker: kombu's folder of messages, safe for a reader beside a writer.

kombu gives a file its name and writes it afterwards. A worker that polls twenty times a second has
met such an empty file, which ends the worker and, with it, `make run`.
"""

import logging
import os
import uuid
from pathlib import Path
from queue import Empty
from time import monotonic
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps

logger = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """Files appear under their names when all of them is written."""

    def _put(self, queue: str, payload: Any, **_: Any) -> None:  # type: ignore[override]
        # The two classes above do not agree on the name of `payload`.
        name = f"{round(monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        folder = Path(self.data_folder_out)
        _written_apart(folder / name, dumps(payload)).rename(folder / name)

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        """The next message; one that cannot be read is left out: the sweeper sends it again."""
        try:
            return super()._get(queue)
        except ValueError:
            logger.warning("a message of queue %s could not be read", queue)
            raise Empty from None

    def _queue_bind(self, exchange: str, *arguments: Any) -> None:
        file = self._exchange_file(exchange)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            empty = _written_apart(file, "[]")
            try:
                # Unlike a renamed file, a linked one spares what another process has made.
                os.link(empty, file)
            except FileExistsError:
                logger.debug("exchange %s was made by another process", exchange)
            finally:
                empty.unlink()
        super()._queue_bind(exchange, *arguments)


class Transport(filesystem.Transport):
    """As kombu's, with the channel above."""

    Channel = Channel


def _written_apart(file: Path, text: str) -> Path:
    """`text` beside `file`, under a name that no reader looks for."""
    apart = file.with_name(f"{file.name}.{uuid.uuid4().hex}.unfinished")
    apart.write_text(text, encoding="utf-8")
    return apart
