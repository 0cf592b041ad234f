"""The background worker that `serve` runs beside the web."""

from alongside.config.cli.running import set_up_django


def work() -> None:
    set_up_django()
    from procrastinate.contrib.django import app

    # Several jobs at once, so that a long import does not hold up the sealing of the audit.
    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(concurrency=4, shutdown_graceful_timeout=20, delete_jobs="never")


if __name__ == "__main__":
    work()
