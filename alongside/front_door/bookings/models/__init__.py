"""Planning sessions, when workers have time for them, and what their calendars say."""

from .availability import AvailableHours
from .calendars import BusyTime, CalendarFeed, WorkCalendar
from .drafts import BookingDraft
from .sessions import LONGEST_MINUTES, PlanningSession, Way

__all__ = ["LONGEST_MINUTES", "AvailableHours", "BookingDraft", "BusyTime", "CalendarFeed", "PlanningSession", "Way",
           "WorkCalendar"]
