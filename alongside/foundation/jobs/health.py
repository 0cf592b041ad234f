"""Is anybody working through the jobs?"""

from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

# A worker says every ten seconds that it lives.
SILENCE = timedelta(seconds=30)


def worker_is_alive() -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=timezone.now() - SILENCE).exists()
