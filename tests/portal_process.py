"""A whole portal as its users have it: web server and Celery worker in processes of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60


def free_port() -> int:
    """A port on the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PortalProcess:
    """Starts and stops the processes of one scratch installation in `folder`."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "VAR_DIR": str(folder),
            "MEDIA_ROOT": str(folder / "media"),
            "STATIC_ROOT": str(folder / "static"),
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "REDIS_URL": "",
            "JOB_HEARTBEAT_SECONDS": "1",
            "JOB_SWEEP_SECONDS": "1",
            "JOB_RESEND_SECONDS": "2",
            **environment,
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def manage(self, *arguments: str) -> str:
        """Run a management command to its end; its standard output."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start_web(self) -> None:
        """Start gunicorn and wait until it answers."""
        bind = f"127.0.0.1:{self.port}"
        self._start(
            "gunicorn", "shnor_portal.wsgi", "--bind", bind, "--threads", "4", "--no-control-socket"
        )
        self._wait_for_port()

    def start_worker(self) -> subprocess.Popen[bytes]:
        """Start a Celery worker with its schedule."""
        return self._start(
            "celery", "--app", "shnor_portal", "worker", "--beat", "--concurrency", "2",
            "--loglevel", "WARNING",
        )  # fmt: skip

    def stop(self) -> None:
        """End all processes with everything they started."""
        for process in self.processes:
            self.kill(process)
        self.processes.clear()

    @staticmethod
    def kill(process: subprocess.Popen[bytes]) -> None:
        """End a process and its children at once, as when the machine loses power."""
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _start(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{program}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", program, *arguments],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def _wait_for_port(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError((self.folder / "gunicorn.log").read_text(errors="replace"))
