"""Web and background worker in the foreground, with the embedded database if no other is set up."""

import argparse
import http.client
import os
import signal
import socket
import sys
from pathlib import Path

from alongside.config.cli import Refused
from alongside.config.cli.running import SETTINGS, home
from alongside.config.cli.supervisor import GaveUp, Stopped, Supervisor
from alongside.foundation import database

NAME = "serve"
HELP = "web and background worker"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="default 8000")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="default 127.0.0.1: this machine only")


def run(args: argparse.Namespace) -> int:
    _check_free(args.host, args.port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    supervisor = Supervisor(home())
    try:
        supervisor.start_database()
        as_owner = {"ALONGSIDE_AS_OWNER": "1"} if database.owner_is_known() else {}
        prepared = supervisor.finish(_python("alongside.config.cli.prepare"), environment=as_owner)
        if prepared:
            return prepared
        supervisor.run("web server", _web(args.host, args.port))
        # Left alone, the worker would wait for the database; what it was doing is taken up again (foundation/jobs).
        supervisor.run("worker", _python("alongside.config.cli.worker"), dies_by=signal.SIGKILL)
        if not supervisor.wait_for(lambda: is_ready(args.host, args.port), 120):
            raise GaveUp(f"it was not ready within two minutes (http://localhost:{args.port}/ready says why)")
        _say_ready(args.port)
        supervisor.keep_running()
    except Stopped:
        return 0
    except GaveUp as problem:
        print(f"Alongside stops: {problem}.", file=sys.stderr)
        return 1
    finally:
        supervisor.stop()


def _check_free(host: str, port: int) -> None:
    if not 0 < port < 65536:
        raise Refused(f"--port: {port} is not a port (1 to 65535).")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, UnicodeError) as problem:
            raise Refused(f"Port {port} of {host} cannot be used: {problem}.") from None


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", module]


def _web(host: str, port: int) -> list[str]:
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    options = {
        "bind": address,
        # Threads, because browsers open connections ahead of need, and each would hold up a whole process.
        "worker-class": "gthread",
        "workers": "2",
        "threads": "4",
        "timeout": "60",
        "graceful-timeout": "20",
        "keep-alive": "5",
        "log-level": "warning",
        **({"worker-tmp-dir": "/dev/shm"} if Path("/dev/shm").is_dir() else {}),
    }
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return [*_python("gunicorn"), *words, "--preload", "--no-control-socket", "alongside.config.wsgi:application"]


def is_ready(host: str, port: int) -> bool:
    asked = os.environ.get("ALONGSIDE_ALLOWED_HOSTS", "localhost").split(",")[0].lstrip(".")
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    connection = http.client.HTTPConnection(reached, port, timeout=10)
    try:
        connection.request("GET", "/ready", headers={"Host": "localhost" if asked == "*" else asked})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say_ready(port: int) -> None:
    print(f"Ready: http://localhost:{port}", flush=True)
    note = home() / "demo-sign-ins.txt"  # written beside the demo council by whoever loaded it
    if note.exists():
        print(note.read_text().rstrip(), flush=True)
