"""The queue this slice handles: concerns from every door."""

from alongside.foundation.work.queues import Queue

QUEUES = [Queue("safeguarding_concern", "Safeguarding concerns", "safeguarding.take", "enquiries:queue",
                seen_with="safeguarding.see")]
